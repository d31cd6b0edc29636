using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>What the guard has to know of a call.</summary>
/// <param name="Plugin">Whom it goes to.</param>
/// <param name="Operation">What the plugin does meanwhile, as in "threw while starting".</param>
/// <param name="Budget">How long it may take.</param>
/// <param name="FaultCode">Code of an exception.</param>
/// <param name="TimeoutCode">Code of a call that did not return.</param>
internal sealed record GuardedCall(PluginIdentity Plugin, string Operation, TimeSpan Budget, string FaultCode, string TimeoutCode)
{
    private static readonly TimeSpan UsualGrace = TimeSpan.FromSeconds(1);

    /// <summary>How long the plugin may take to end in order once its token is cancelled. What takes longer is hung.</summary>
    public TimeSpan Grace { get; init; } = UsualGrace;
}
