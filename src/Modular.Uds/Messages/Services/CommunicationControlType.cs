namespace Modular.Uds.Messages.Services;

/// <summary>What to do with messages. Others up to 0x7F are the manufacturer's or supplier's.</summary>
public static class CommunicationControlType
{
    /// <summary>Receives and sends.</summary>
    public const byte EnableRxAndTx = 0x00;

    /// <summary>Receives only.</summary>
    public const byte EnableRxAndDisableTx = 0x01;

    /// <summary>Sends only.</summary>
    public const byte DisableRxAndEnableTx = 0x02;

    /// <summary>Neither.</summary>
    public const byte DisableRxAndTx = 0x03;

    /// <summary>A node behind the ECU receives only.</summary>
    public const byte EnableRxAndDisableTxWithEnhancedAddress = 0x04;

    /// <summary>A node behind the ECU receives and sends.</summary>
    public const byte EnableRxAndTxWithEnhancedAddress = 0x05;
}
