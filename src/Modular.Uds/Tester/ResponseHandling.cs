namespace Modular.Uds.Tester;

/// <summary>What the tester does when an ECU asks for patience (0x78) or for a repeat (0x21, 0x94).</summary>
public enum ResponseHandling
{
    /// <summary>The answer is final and reaches the caller as a negative response.</summary>
    Disabled = 0,

    /// <summary>The tester goes on until the completion timeout.</summary>
    ContinueUntilTimeout = 1,

    /// <summary>The tester goes on as long as the ECU asks for it.</summary>
    ContinueUnlimited = 2,
}
