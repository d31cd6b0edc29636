namespace Modular.Hosting.Logging;

/// <summary>Event ids of this assembly: 1000 to 1999, a hundred for each feature. An id never changes its meaning.</summary>
internal static class EventIds
{
    public const int Listening = 1001;
    public const int InsecureDevelopment = 1002;
    public const int Stopping = 1003;
    public const int Stopped = 1004;
    public const int PluginsStarted = 1005;
    public const int NotWatching = 1006;

    public const int PluginRejected = 1101;
    public const int PluginWaiting = 1102;
    public const int PluginLoaded = 1103;
    public const int PluginRunning = 1104;
    public const int PluginFaulted = 1105;
    public const int PluginStopFailed = 1106;
    public const int PluginNotDrained = 1107;
    public const int PluginStopped = 1108;
    public const int PluginReplaced = 1109;
    public const int PluginNotReplaced = 1110;
    public const int PluginRequestsCancelled = 1111;
    public const int PluginLeaked = 1112;
    public const int PluginGone = 1113;
    public const int PluginReplaceRequested = 1114;
    public const int PluginFolderIncomplete = 1115;
    public const int PluginFolderFound = 1116;
    public const int PluginRemoved = 1117;
    public const int PluginRemoveRequested = 1118;

    public const int RequestThrewInPlugin = 1201;
    public const int CapabilityUnavailable = 1202;
    public const int RequestThrew = 1203;
    public const int OverrideIdle = 1204;

    public const int ChangedHandlerThrew = 1301;

    public const int AuthenticatorThrew = 1401;
    public const int ClientCertificateRefused = 1402;
    public const int AuthenticatorHung = 1403;

    public const int OpenApiConflict = 1501;

    public const int VehicleNotStopped = 1601;

    public const int PluginUnsigned = 1701;
    public const int PluginShadowed = 1702;
    public const int VersionNotRecorded = 1703;

    public const int LogSinkFailed = 1801;

    public const int ConfigurationReloaded = 1951;
    public const int ConfigurationRefused = 1952;

    public const int DataFolderNotClaimed = 1901;
    public const int PluginJudged = 1902;
    public const int PluginQuarantined = 1903;
    public const int PluginQuarantineLifted = 1904;
    public const int PluginMemoryNotRead = 1905;
    public const int PluginMemoryNotWritten = 1906;
    public const int PluginExceptionSurvived = 1907;
    public const int PluginExceptionNotSurvived = 1908;
    public const int PluginExceptionUnobserved = 1909;
    public const int PluginReleased = 1910;
    public const int PluginCallHung = 1911;
    public const int PluginRetried = 1912;
    public const int SafeStateEntered = 1913;
    public const int SafeStateLeft = 1914;
    public const int PluginReleaseRequested = 1916;
    public const int SafeStateBegun = 1917;
    public const int PluginCallThrew = 1915;
}
