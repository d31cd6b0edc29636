using Modular.Sdk.Protocols;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>Looks at what passes by functions.</summary>
internal sealed class Interceptor(int order = 0) : IPduInterceptor
{
    public Func<InterceptedPdu, PduVerdict> Request { get; init; } = static _ => PduVerdict.Pass;

    public Func<InterceptedPdu, PduVerdict> Response { get; init; } = static _ => PduVerdict.Pass;

    public int Order => order;

    public ValueTask<PduVerdict> OnRequestAsync(InterceptedPdu pdu, CancellationToken cancellationToken) => new(Request(pdu));

    public ValueTask<PduVerdict> OnResponseAsync(InterceptedPdu pdu, CancellationToken cancellationToken) => new(Response(pdu));
}
