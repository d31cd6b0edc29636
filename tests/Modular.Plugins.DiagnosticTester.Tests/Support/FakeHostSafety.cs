using Modular.Sdk.Safety;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>The host's word on safety, which a test sets.</summary>
internal sealed class FakeHostSafety : IHostSafety
{
    private string? _reason;

    public event EventHandler? Changed;

    public bool IsSafeState => Reason is not null;

    public string? Reason
    {
        get => _reason;
        set
        {
            _reason = value;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
