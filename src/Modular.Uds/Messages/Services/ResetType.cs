namespace Modular.Uds.Messages.Services;

/// <summary>Kinds of reset with a fixed meaning. Others up to 0x7F are the manufacturer's or supplier's.</summary>
public static class ResetType
{
    /// <summary>As after power-on.</summary>
    public const byte Hard = 0x01;

    /// <summary>As after the ignition was off and on.</summary>
    public const byte KeyOffOn = 0x02;

    /// <summary>The application starts anew.</summary>
    public const byte Soft = 0x03;

    /// <summary>Allows a fast shut down at ignition off.</summary>
    public const byte EnableRapidPowerShutDown = 0x04;

    /// <summary>Forbids it again.</summary>
    public const byte DisableRapidPowerShutDown = 0x05;
}
