using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Modular.Kernel.Layers;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Detection;

/// <summary>
/// Finds out which ECU of a group is built in and which variant it is. One detection of a group runs at a time; who
/// asks meanwhile shares the next one.
/// </summary>
/// <param name="group">The ECUs at one place.</param>
/// <param name="options">The configuration.</param>
/// <param name="metrics">Counts.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes what could not be sent or matched.</param>
internal sealed partial class GroupDetection(
    EcuGroup group, TesterOptions options, TesterMetrics metrics, TimeProvider time, ILogger<GroupDetection> logger) : IAsyncDisposable
{
    // ISO 14229-1 TesterPresent: any answer to it, a refusal included, shows that somebody is there.
    private static readonly byte[] Probe = [0x3E, 0x00];

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _current = Task.CompletedTask;
    private Task? _queued;

    /// <summary>
    /// Asks the ECUs anew, as often as configured while nobody answers. A detection that began earlier does not count:
    /// the ECU may have changed since it was asked.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting; the detection itself goes on for others.</param>
    /// <exception cref="DiagnosticException">The ECU was busy with other requests for too long.</exception>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (_queued is null && _current.IsCompleted)
            {
                return (_current = DetectAsync(options.Communication.Detection.Attempts)).WaitAsync(cancellationToken);
            }

            return (_queued ??= DetectAfterAsync(_current)).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Asks the ECUs once on behalf of a request, or waits for the detection that runs already.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DiagnosticException">The ECU was busy with other requests for too long.</exception>
    public ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (_queued is null && _current.IsCompleted)
            {
                _current = DetectAsync(attempts: 1);
            }

            // A queued one takes over from a current one that is completed; alone, a completed one has just run for us.
            var running = _current.IsCompleted ? _queued ?? _current : _current;
            return new ValueTask(running.WaitAsync(cancellationToken));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task current;
        Task queued;
        lock (_gate)
        {
            _stop.Cancel();
            current = _current;
            queued = _queued ?? Task.CompletedTask;
        }

        await current.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await queued.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task DetectAfterAsync(Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            _current = _queued!;
            _queued = null;
        }

        await DetectAsync(options.Communication.Detection.Attempts).ConfigureAwait(false);
    }

    private async Task DetectAsync(int attempts)
    {
        // Whoever starts it holds the gate.
        var cause = Activity.Current?.Context ?? default;
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        using var activity = TesterTrace.StartDetect(group.Speaker.Name, cause);
        try
        {
            await AskRepeatedlyAsync(attempts, _stop.Token).ConfigureAwait(false);
            TesterTrace.Complete(activity, group.Speaker.Status.State);
        }
        catch (Exception exception) when (TesterTrace.Fail(activity, exception))
        {
            throw;
        }
    }

    private async Task AskRepeatedlyAsync(int attempts, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answers = await AskAsync(cancellationToken).ConfigureAwait(false);
            if (answers.IsAnswered)
            {
                Conclude(answers);
                break;
            }

            if (attempt >= attempts || !answers.MayRepeat)
            {
                foreach (var member in group.Members)
                {
                    member.MarkUndetectable(answers.Silence);
                }

                break;
            }

            await Task.Delay(options.Communication.Detection.RetryDelay, time, cancellationToken).ConfigureAwait(false);
        }

        foreach (var member in group.Members)
        {
            metrics.Detected(member.Name, member.Status.State.ToString());
        }
    }

    private async Task<DetectionAnswers> AskAsync(CancellationToken cancellationToken)
    {
        var speaker = group.Speaker;
        var answers = new DetectionAnswers();
        using var turn = await group.Turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        foreach (var request in CollectRequests(answers))
        {
            try
            {
                // Repeats of its own: an ECU that is not there shall not be asked attempts times repeats.
                var outcome = await speaker.ExchangeAsync(request, new ExchangeOptions(Repeats: 0), cancellationToken).ConfigureAwait(false);
                if (outcome.Kind is ExchangeOutcomeKind.Positive or ExchangeOutcomeKind.Negative)
                {
                    answers.Add(request, outcome.Response);
                    continue;
                }

                answers.Silent($"{speaker.Name} does not answer");
            }
            catch (LinkException exception)
            {
                answers.Failed(exception);
            }

            if (!answers.IsAnswered)
            {
                break;
            }
        }

        return answers;
    }

    private IReadOnlyCollection<byte[]> CollectRequests(DetectionAnswers answers)
    {
        foreach (var member in group.Members)
        {
            foreach (var service in member.Definition.Database.Detection.Services)
            {
                try
                {
                    answers.Expect(member, service);
                }
                catch (DiagnosticException exception)
                {
                    LogNotEncodable(member.Name, service.ShortName, exception.Message);
                }
            }
        }

        return answers.Requests.Count > 0 ? answers.Requests : [Probe];
    }

    private void Conclude(DetectionAnswers answers)
    {
        var matches = group.Members.Select(member => (Member: member, Variant: Match(member, answers))).ToArray();
        var found = Array.FindIndex(matches, match => match.Variant is not null);
        if (found < 0)
        {
            foreach (var (member, _) in matches)
            {
                // Which of several ECUs it is cannot be told, so none of their base variants may be taken.
                if (matches.Length == 1 && options.Database.FallbackToBaseVariant)
                {
                    member.MarkDetected(member.Definition.Database.BaseVariant!);
                }
                else
                {
                    member.MarkNotDetected();
                }
            }

            return;
        }

        for (var i = 0; i < matches.Length; i++)
        {
            if (i == found)
            {
                matches[i].Member.MarkDetected(matches[i].Variant!);
                continue;
            }

            if (matches[i].Variant is { } other)
            {
                LogAmbiguous(matches[found].Member.Name, matches[found].Variant!.ShortName, matches[i].Member.Name, other.ShortName);
            }

            matches[i].Member.MarkDuplicate();
        }
    }

    private DiagnosticLayer? Match(Ecu member, DetectionAnswers answers)
    {
        try
        {
            return member.Definition.Database.Detection.Evaluate(answers.For(member));
        }
        catch (DiagnosticException exception)
        {
            LogNotMatched(member.Name, exception.Message);
            return null;
        }
    }

    [LoggerMessage(6030, LogLevel.Warning, "Service {Service} cannot be used to detect the variant of {Ecu}: {Reason}")]
    private partial void LogNotEncodable(string ecu, string service, string reason);

    [LoggerMessage(6031, LogLevel.Warning, "The answers of {Ecu} cannot be compared with its variants: {Reason}")]
    private partial void LogNotMatched(string ecu, string reason);

    [LoggerMessage(6032, LogLevel.Warning, "{Ecu} is taken as {Variant}, though {Other} matches as well with {OtherVariant}; their databases contradict each other")]
    private partial void LogAmbiguous(string ecu, string variant, string other, string otherVariant);
}
