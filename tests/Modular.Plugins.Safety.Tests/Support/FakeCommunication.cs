using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Safety.Tests.Support;

/// <summary>A communication whose state a test sets.</summary>
internal sealed class FakeCommunication : ICommunicationControl
{
    public CommunicationState State { get; set; } = CommunicationState.Started;

    public string? Failure => null;

    public ValueTask StartAsync(CancellationToken cancellationToken) => default;
}
