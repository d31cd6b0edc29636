namespace Modular.DoIp.Codec;

/// <summary>What was found at the start of a receive buffer.</summary>
public enum DoIpReadStatus
{
    /// <summary>The message is not complete yet, and nothing is wrong with it so far.</summary>
    NeedMoreData,

    /// <summary>A whole message.</summary>
    Frame,

    /// <summary>A header that must not be handled; the result says what to answer and how to go on.</summary>
    Rejected,
}
