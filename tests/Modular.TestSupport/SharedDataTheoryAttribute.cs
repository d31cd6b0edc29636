using Xunit;

namespace Modular.TestSupport;

/// <summary>A theory on the conformance data of others; skipped, saying so, where that data is absent.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (RepositoryPaths.SharedData is null)
        {
            Skip = SharedDataSkip.Reason;
        }
    }
}
