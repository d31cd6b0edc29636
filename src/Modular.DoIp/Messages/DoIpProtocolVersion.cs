namespace Modular.DoIp.Messages;

/// <summary>Edition of ISO 13400-2 that a message follows, first byte of every DoIP header.</summary>
/// <remarks>0xFF is valid in vehicle identification requests only.</remarks>
public enum DoIpProtocolVersion : byte
{
    /// <summary>ISO/DIS 13400-2:2010.</summary>
    V2010 = 0x01,

    /// <summary>ISO 13400-2:2012, what most vehicles on the road speak.</summary>
    V2012 = 0x02,

    /// <summary>ISO 13400-2:2019.</summary>
    V2019 = 0x03,

    /// <summary>ISO 13400-2:2019 with amendment 1.</summary>
    V2019Amendment1 = 0x04,

    /// <summary>Any version: a tester that does not know yet what an entity speaks asks for its identification with it.</summary>
    Default = 0xFF,
}
