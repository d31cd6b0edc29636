using Modular.Plugins.Security.Jwt.State;
using Modular.Sdk.Health;
using Modular.Sdk.Hosting;

namespace Modular.Plugins.Security.Jwt;

/// <summary>Says whether callers can be authenticated, and how seriously.</summary>
/// <param name="state">Keys and rules.</param>
/// <param name="host">Tells whether the operator started an insecure development server.</param>
internal sealed class JwtHealth(SecurityState state, IHostFacts host) : IHealthContributor
{
    /// <inheritdoc/>
    public string Name => "security";

    /// <inheritdoc/>
    public HealthReport GetReport()
    {
        if (host.InsecureDevelopment)
        {
            return new HealthReport(HealthState.Up, SecurityStatus.Development);
        }

        var current = state.Current;
        if (current.Keys.Count > 0)
        {
            return new HealthReport(HealthState.Up, Describe());
        }

        if (current.Options.HasKeys)
        {
            return state.RemoteFailure is { } failure
                ? new HealthReport(HealthState.Failed, $"{SecurityStatus.NoKeysYet} {failure}")
                : new HealthReport(HealthState.Starting, SecurityStatus.NoKeysYet);
        }

        return current.Certificates.IsEmpty
            ? new HealthReport(HealthState.Failed, SecurityStatus.NoKeys)
            : new HealthReport(HealthState.Up, Describe());
    }

    // It works with what was loaded before, but somebody should look.
    private string? Describe() => (state.ReloadFailure, state.RemoteFailure) switch
    {
        (null, null) => null,
        (null, { } remote) => $"keys fetched before stay in use: {remote}",
        ({ } reload, _) => $"what was changed is not used: {reload}",
    };
}
