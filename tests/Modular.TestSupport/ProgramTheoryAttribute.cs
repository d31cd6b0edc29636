using Xunit;

namespace Modular.TestSupport;

/// <summary>A theory against an independent program; skipped, saying so, where the program is not installed.</summary>
public sealed class ProgramTheoryAttribute : TheoryAttribute
{
    /// <param name="program">What must run, for example <c>flatc</c>.</param>
    /// <param name="withSharedData">True when the theory needs the conformance data as well.</param>
    public ProgramTheoryAttribute(string program, bool withSharedData = false)
    {
        if (withSharedData && RepositoryPaths.SharedData is null)
        {
            Skip = SharedDataSkip.Reason;
        }
        else if (!IndependentPrograms.IsAvailable(program))
        {
            Skip = $"{program} is not installed; .ci/run installs it on Debian.";
        }
    }
}
