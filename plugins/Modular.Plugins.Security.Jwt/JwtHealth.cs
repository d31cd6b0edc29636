using Modular.Plugins.Security.Jwt.Keys;
using Modular.Sdk.Health;
using Modular.Sdk.Hosting;

namespace Modular.Plugins.Security.Jwt;

/// <summary>Says whether callers can be authenticated, and how seriously.</summary>
internal sealed class JwtHealth : IHealthContributor
{
    private readonly HealthReport _report;

    /// <summary>Creates the report.</summary>
    /// <param name="keys">The keys of the configuration.</param>
    /// <param name="host">Tells whether the operator started an insecure development server.</param>
    public JwtHealth(KeyRing keys, IHostFacts host)
    {
        if (host.InsecureDevelopment)
        {
            _report = new HealthReport(HealthState.Up, SecurityStatus.Development);
        }
        else
        {
            _report = keys.Verification.Count == 0
                ? new HealthReport(HealthState.Failed, SecurityStatus.NoKeys)
                : new HealthReport(HealthState.Up);
        }
    }

    /// <inheritdoc/>
    public string Name => "security";

    /// <inheritdoc/>
    public HealthReport GetReport() => _report;
}
