using Microsoft.Extensions.Logging;
using Modular.Uds.Messages;

namespace Modular.Uds.Tester;

// Event ids 3000 to 3019.
public sealed partial class UdsChannel
{
    [LoggerMessage(3000, LogLevel.Debug, "Repeating {Service} to {Ecu} after silence, repeat {Repeat}")]
    private static partial void LogRepeatAfterSilence(ILogger logger, string ecu, UdsServiceId service, int repeat);

    [LoggerMessage(3001, LogLevel.Debug, "Repeating {Service} to {Ecu} after a failure of the link, repeat {Repeat}: {Reason}")]
    private static partial void LogRepeatAfterFailure(ILogger logger, string ecu, UdsServiceId service, int repeat, string reason);

    [LoggerMessage(3002, LogLevel.Debug, "Lost the attempt of {Service} to {Ecu}: {Reason}")]
    private static partial void LogTransientFailure(ILogger logger, string ecu, UdsServiceId service, string reason);

    [LoggerMessage(3003, LogLevel.Debug, "Waiting on for {Service} from {Ecu}, pending answer {Count}")]
    private static partial void LogPending(ILogger logger, string ecu, UdsServiceId service, int count);

    [LoggerMessage(3004, LogLevel.Debug, "Repeating {Service} to {Ecu} after {Code}, repeat {Repeat}")]
    private static partial void LogBusy(ILogger logger, string ecu, UdsServiceId service, NegativeResponseCode code, int repeat);

    [LoggerMessage(3005, LogLevel.Debug, "Discarded a message of {Length} bytes from 0x{Source:X4} on {Ecu} that answers nothing asked")]
    private static partial void LogDiscarded(ILogger logger, string ecu, uint source, int length);
}
