namespace Modular.Sdk.Hosting;

/// <summary>
/// Capability of a plugin that can put a vehicle behind the server for <c>modular demo</c>. The host starts it before
/// the other plugins, because their configuration depends on where the vehicle listens.
/// </summary>
public interface IDemoVehicle
{
    /// <summary>Starts a vehicle on loopback and returns when it answers.</summary>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <returns>The running vehicle; disposing it stops it.</returns>
    ValueTask<IDemoSession> StartAsync(CancellationToken cancellationToken);
}
