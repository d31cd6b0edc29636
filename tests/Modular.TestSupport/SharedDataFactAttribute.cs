using Xunit;

namespace Modular.TestSupport;

/// <summary>A test on the conformance data of others; skipped, saying so, where that data is absent.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (RepositoryPaths.SharedData is null)
        {
            Skip = SharedDataSkip.Reason;
        }
    }
}
