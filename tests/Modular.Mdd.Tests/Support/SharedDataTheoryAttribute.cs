namespace Modular.Mdd.Tests.Support;

/// <summary>A theory that needs the shared data and says so when it is skipped.</summary>
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute() => Skip = SharedData.Root is null ? "The shared data is absent; set MODULAR_SHARED_DATA." : null;
}
