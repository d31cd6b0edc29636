using Microsoft.Extensions.Logging;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Protocols;
using Modular.Sdk.Safety;
using Modular.Sdk.Transports;

namespace Modular.Plugins.Safety.Values;

/// <summary>Reads values from ECUs and files. What cannot be read becomes old by itself.</summary>
/// <param name="testers">The diagnostic tester.</param>
/// <param name="communications">Tells whether ECUs may be asked yet.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes failures, once until the next success.</param>
internal sealed partial class ValueReader(
    ICapability<IDiagnosticTester> testers,
    ICapability<ICommunicationControl> communications,
    TimeProvider time,
    ILogger<ValueReader> logger)
{
    /// <summary>Reads a value once.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask ReadAsync(VehicleValue value, CancellationToken cancellationToken)
    {
        string? failure;
        try
        {
            failure = value.Options.File is { } file ? ReadFile(value, file) : await AskAsync(value, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is DiagnosticException or LinkException or PluginUnavailableException or IOException or UnauthorizedAccessException)
        {
            failure = exception.Message;
        }
        catch (Exception exception)
        {
            // The tester is another plugin: whatever it throws, other values go on being read.
            failure = $"{exception.GetType().Name}: {exception.Message}";
        }

        if (failure is not null && value.Fail(failure))
        {
            LogFailed(value.Name, failure);
        }
    }

    private async ValueTask<string?> AskAsync(VehicleValue value, CancellationToken cancellationToken)
    {
        // Reading must not be the first request that starts a deferred communication.
        if (communications.TryAcquire(out var communication))
        {
            using (communication)
            {
                if (communication.Value.State != CommunicationState.Started)
                {
                    return "the communication with the vehicle was not started yet";
                }
            }
        }

        using var tester = testers.Acquire();
        if (tester.Value.FindEcu(value.Options.Ecu!) is not { } ecu)
        {
            return $"there is no ECU {value.Options.Ecu}";
        }

        if (ecu.Services.Find(value.Options.Service!) is not { } service)
        {
            return $"{ecu.Name} has no service {value.Options.Service} in its variant {ecu.Services.Variant}";
        }

        if (ServiceEffects.Of(service) != ServiceEffect.Reads)
        {
            return $"{service.ShortName} of {ecu.Name} does not only read";
        }

        var sink = new SampleSink(value.Options.Parameter);
        var outcome = await ecu.ExecuteAsync(new ServiceCall { Service = service }, sink, cancellationToken).ConfigureAwait(false);
        if (outcome.Kind != ExchangeOutcomeKind.Positive)
        {
            return $"{ecu.Name} did not answer {service.ShortName} positively ({outcome.Kind})";
        }

        if (sink.Text is not { } text)
        {
            return sink.Problem ?? $"the answer to {service.ShortName} has no parameter {value.Options.Parameter ?? "at all"}";
        }

        value.Set(new ValueSample(text, sink.Number, time.GetTimestamp()));
        return null;
    }

    // Small and local; no I/O that would be worth a thread of its own.
    private string? ReadFile(VehicleValue value, string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            return $"{path} does not exist";
        }

        if (file.Length > ValueSample.MaxLength)
        {
            return $"{path} is longer than {ValueSample.MaxLength} bytes";
        }

        var age = time.GetUtcNow() - file.LastWriteTimeUtc;
        if (age < TimeSpan.FromSeconds(-1))
        {
            return $"{path} was written in the future; one of the clocks is wrong";
        }

        var text = File.ReadAllText(path).Trim();
        if (text.Length == 0)
        {
            // Somebody is writing it just now.
            return null;
        }

        var ticks = (long)(Math.Max(0, age.TotalSeconds) * time.TimestampFrequency);
        value.Set(ValueSample.FromText(text, time.GetTimestamp() - ticks));
        return null;
    }

    [LoggerMessage(6201, LogLevel.Warning, "The value {Value} cannot be read: {Reason}")]
    private partial void LogFailed(string value, string reason);
}
