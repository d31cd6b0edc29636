using Modular.Sdk.Security;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>Computes keys by a function.</summary>
internal sealed class KeyProvider(Func<SeedKeyRequest, SeedKeyOutcome> compute) : ISeedKeyProvider
{
    public ValueTask<SeedKeyOutcome> ComputeKeyAsync(SeedKeyRequest request, CancellationToken cancellationToken) => new(compute(request));
}
