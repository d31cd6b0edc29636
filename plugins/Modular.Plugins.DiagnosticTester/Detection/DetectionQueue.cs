using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Detection;

/// <summary>Runs detections in the background, a bounded number at a time. A group waits in it once at most.</summary>
/// <param name="parallelism">How many at a time.</param>
/// <param name="logger">Takes failures.</param>
internal sealed partial class DetectionQueue(int parallelism, ILogger logger)
{
    private readonly Channel<(EcuGroup Group, GroupDetection Detection)> _waiting =
        Channel.CreateUnbounded<(EcuGroup, GroupDetection)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly HashSet<EcuGroup> _queued = [];

    /// <summary>Asks for the detection of a group.</summary>
    /// <param name="group">The ECUs.</param>
    /// <param name="detection">Their detection.</param>
    public void Add(EcuGroup group, GroupDetection detection)
    {
        lock (_queued)
        {
            // Bounded by the number of groups, as each waits once.
            if (_queued.Add(group))
            {
                _waiting.Writer.TryWrite((group, detection));
            }
        }
    }

    /// <summary>Runs what is asked for until cancelled.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task RunAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        _waiting.Reader.ReadAllAsync(cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken },
        async (next, token) =>
        {
            lock (_queued)
            {
                _queued.Remove(next.Group);
            }

            try
            {
                await next.Detection.RunAsync(token).ConfigureAwait(false);
            }
            catch (DiagnosticException exception)
            {
                LogGivenUp(next.Group.Speaker.Name, exception.Message);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
            {
                // One faulty transport or protocol must not end the detection of all other ECUs.
                LogFailed(exception, next.Group.Speaker.Name);
            }
            catch (Exception) when (!token.IsCancellationRequested)
            {
                // The group is gone; the tester stops.
            }
        });

    [LoggerMessage(6034, LogLevel.Error, "The detection of {Ecu} failed unexpectedly")]
    private partial void LogFailed(Exception exception, string ecu);

    [LoggerMessage(6033, LogLevel.Warning, "The variant of {Ecu} could not be detected: {Reason}")]
    private partial void LogGivenUp(string ecu, string reason);
}
