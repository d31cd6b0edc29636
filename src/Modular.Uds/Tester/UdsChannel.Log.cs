using Microsoft.Extensions.Logging;
using Modular.Uds.Messages;

namespace Modular.Uds.Tester;

public sealed partial class UdsChannel
{
    [LoggerMessage(EventIds.RepeatAfterSilence, LogLevel.Debug, "Repeating {Service} to {Ecu} after silence, repeat {Repeat}")]
    private static partial void LogRepeatAfterSilence(ILogger logger, string ecu, UdsServiceId service, int repeat);

    [LoggerMessage(
        EventIds.RepeatAfterFailure, LogLevel.Debug, "Repeating {Service} to {Ecu} after a failure of the link, repeat {Repeat}: {Reason}")]
    private static partial void LogRepeatAfterFailure(ILogger logger, string ecu, UdsServiceId service, int repeat, string reason);

    [LoggerMessage(EventIds.TransientFailure, LogLevel.Debug, "Lost the attempt of {Service} to {Ecu}: {Reason}")]
    private static partial void LogTransientFailure(ILogger logger, string ecu, UdsServiceId service, string reason);

    [LoggerMessage(EventIds.Pending, LogLevel.Debug, "Waiting on for {Service} from {Ecu}, pending answer {Count}")]
    private static partial void LogPending(ILogger logger, string ecu, UdsServiceId service, int count);

    [LoggerMessage(EventIds.Busy, LogLevel.Debug, "Repeating {Service} to {Ecu} after {Code}, repeat {Repeat}")]
    private static partial void LogBusy(ILogger logger, string ecu, UdsServiceId service, NegativeResponseCode code, int repeat);

    [LoggerMessage(
        EventIds.Discarded, LogLevel.Debug, "Discarded a message of {Length} bytes from 0x{Source:X4} on {Ecu} that answers nothing asked")]
    private static partial void LogDiscarded(ILogger logger, string ecu, uint source, int length);
}
