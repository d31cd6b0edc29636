namespace Modular.Uds.Messages.Services;

/// <summary>Whether trouble codes are stored. Others up to 0x7F are the manufacturer's or supplier's.</summary>
public static class DtcSettingType
{
    /// <summary>They are.</summary>
    public const byte On = 0x01;

    /// <summary>They are not.</summary>
    public const byte Off = 0x02;
}
