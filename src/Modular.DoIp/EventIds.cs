namespace Modular.DoIp;

/// <summary>Event ids of this assembly: 3000 to 3999. Next free: 3012, 3104, 3211.</summary>
internal static class EventIds
{
    public const int Connecting = 3000;
    public const int Connected = 3001;
    public const int RoutingActivated = 3002;
    public const int ConnectionLost = 3003;
    public const int MessageSent = 3004;
    public const int MessageReceived = 3005;
    public const int MessageTraced = 3006;
    public const int ObserverFailed = 3007;
    public const int RejectedHeader = 3008;
    public const int RecoveryAttemptFailed = 3009;
    public const int RecoveryFailed = 3010;
    public const int Recovered = 3011;

    public const int DiscoveryStarted = 3100;
    public const int EntityDiscovered = 3101;
    public const int DatagramIgnored = 3102;
    public const int DiscoverySendFailed = 3103;

    public const int ServerStarted = 3200;
    public const int ServerStopped = 3201;
    public const int TesterConnected = 3202;
    public const int TesterDisconnected = 3203;
    public const int TesterActivated = 3204;
    public const int TesterRefused = 3205;
    public const int RequestReceived = 3206;
    public const int RequestRefused = 3207;
    public const int NodeFailed = 3208;
    public const int HeaderRefused = 3209;
    public const int ServerSocketFailed = 3210;
}
