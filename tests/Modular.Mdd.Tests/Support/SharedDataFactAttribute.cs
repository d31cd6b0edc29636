namespace Modular.Mdd.Tests.Support;

/// <summary>A fact that needs the shared data and says so when it is skipped.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute() => Skip = SharedData.Root is null ? "The shared data is absent; set MODULAR_SHARED_DATA." : null;
}
