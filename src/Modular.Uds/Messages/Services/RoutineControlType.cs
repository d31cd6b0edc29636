namespace Modular.Uds.Messages.Services;

/// <summary>What to do with a routine. Others up to 0x7F are reserved.</summary>
public static class RoutineControlType
{
    /// <summary>Starts it.</summary>
    public const byte Start = 0x01;

    /// <summary>Stops it.</summary>
    public const byte Stop = 0x02;

    /// <summary>Asks for its results.</summary>
    public const byte RequestResults = 0x03;
}
