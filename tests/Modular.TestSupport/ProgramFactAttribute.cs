using Xunit;

namespace Modular.TestSupport;

/// <summary>A test against an independent program; skipped, saying so, where the program is not installed.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    /// <param name="program">What must run, for example <c>tshark</c> or <c>scapy</c>.</param>
    /// <param name="withSharedData">True when the test needs the conformance data as well.</param>
    public ProgramFactAttribute(string program, bool withSharedData = false)
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
