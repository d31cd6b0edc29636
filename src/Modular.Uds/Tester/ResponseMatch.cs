namespace Modular.Uds.Tester;

/// <summary>How a received message relates to the request that is waiting.</summary>
internal enum ResponseMatch
{
    /// <summary>It answers something else.</summary>
    Foreign,

    /// <summary>It confirms the request.</summary>
    Positive,

    /// <summary>It refuses the request.</summary>
    Negative,

    /// <summary>The ECU will answer later.</summary>
    Pending,
}
