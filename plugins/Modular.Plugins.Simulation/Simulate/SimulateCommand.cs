using System.Composition;
using System.Net.Sockets;
using Modular.DoIp.Entity;
using Modular.Sdk.Commands;
using Modular.Simulation;

namespace Modular.Plugins.Simulation.Simulate;

/// <summary>The command <c>modular simulate</c>: a vehicle from a folder of databases, until it is stopped.</summary>
[Export(typeof(IPluginCommand))]
public sealed class SimulateCommand : IPluginCommand
{
    private const int Done = 0;
    private const int WrongUse = 2;
    private const int Announcements = 3;

    /// <inheritdoc/>
    public string Name => "simulate";

    /// <inheritdoc/>
    public async ValueTask<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Arguments.Any(static word => word is "--help" or "-h"))
        {
            await context.Output.WriteLineAsync(SimulateArgumentsParser.Usage).ConfigureAwait(false);
            return Done;
        }

        try
        {
            var arguments = SimulateArgumentsParser.Parse(context.Arguments);
            await ServeAsync(context, arguments, cancellationToken).ConfigureAwait(false);
            return Done;
        }
        catch (Exception exception) when (exception is UsageException or SimulationException)
        {
            await context.Error.WriteLineAsync($"modular simulate: {exception.Message} See 'modular simulate --help'.").ConfigureAwait(false);
            return WrongUse;
        }
    }

    private static async Task ServeAsync(CommandContext context, SimulateArguments arguments, CancellationToken stop)
    {
        using var vehicle = SimulatedVehicle.Load(FindDatabases(arguments.Folder), arguments.Vehicle);
        foreach (var hidden in vehicle.Hidden)
        {
            var answering = vehicle.Ecus.First(ecu => ecu.LogicalAddress == hidden.LogicalAddress);
            await context.Error.WriteLineAsync(
                $"modular simulate: {hidden.Name} does not answer: {answering.Name} has the same logical address 0x{hidden.LogicalAddress:X4}. "
                + $"--variant {hidden.Name}={hidden.Variant} turns them round.").ConfigureAwait(false);
        }

        var server = Serve(vehicle, arguments);
        await using (server.ConfigureAwait(false))
        {
            var ecus = string.Join(", ", vehicle.Ecus.Select(static ecu => $"{ecu.Name} 0x{ecu.LogicalAddress:X4}"));
            await context.Output.WriteLineAsync($"Simulating {vehicle.Ecus.Count} ECUs on {server.EndPoint} ({ecus})").ConfigureAwait(false);
            await context.Output.FlushAsync(stop).ConfigureAwait(false);
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = stop.Register(stopped.SetResult).ConfigureAwait(false);
            await stopped.Task.ConfigureAwait(false);
        }
    }

    private static DoIpServer Serve(SimulatedVehicle vehicle, SimulateArguments arguments)
    {
        try
        {
            return vehicle.Serve(new DoIpServerOptions
            {
                Address = arguments.Address,
                Port = arguments.Port,
                AnnouncementCount = arguments.Announce ? Announcements : 0,
            });
        }
        catch (SocketException exception)
        {
            var reason = exception.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse => "it is in use",
                SocketError.AddressNotAvailable => "this machine does not have the address",
                SocketError.AccessDenied => "this user may not open the port",
                _ => exception.Message,
            };
            throw new UsageException($"Cannot listen on {arguments.Address} port {arguments.Port}: {reason}.");
        }
    }

    private static string[] FindDatabases(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException(File.Exists(folder) ? $"--mdd: {folder} is a file, not a folder." : $"--mdd: the folder {folder} does not exist.");
        }

        string[] files =
        [
            .. Directory.EnumerateFiles(folder)
                .Where(static file => Path.GetExtension(file).Equals(".mdd", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];
        return files.Length > 0 ? files : throw new UsageException($"--mdd: the folder {folder} holds no .mdd file.");
    }
}
