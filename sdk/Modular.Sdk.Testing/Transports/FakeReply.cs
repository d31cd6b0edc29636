using Modular.Sdk.Transports;

namespace Modular.Sdk.Testing.Transports;

/// <summary>
/// What a <see cref="FakeLink"/> does with one send: a script of steps, each at a time after the send. Steps at no delay
/// happen before the send completes.
/// </summary>
public sealed class FakeReply
{
    private readonly List<FakeReplyStep> _steps = [];
    private TimeSpan _at;

    internal FakeReply()
    {
    }

    internal IReadOnlyList<FakeReplyStep> Steps => _steps;

    internal TimeSpan ConfirmationDelay { get; private set; }

    internal LinkException? SendFailure { get; private set; }

    /// <summary>Lets the medium confirm the send later.</summary>
    /// <param name="delay">Time after the send; zero or more.</param>
    /// <returns>This script.</returns>
    public FakeReply ConfirmAfter(TimeSpan delay)
    {
        ConfirmationDelay = delay;
        return this;
    }

    /// <summary>Lets the send itself fail; other steps still happen.</summary>
    /// <param name="failure">What the sender gets.</param>
    /// <returns>This script.</returns>
    public FakeReply FailSend(LinkException failure)
    {
        SendFailure = failure;
        return this;
    }

    /// <summary>Moves the steps that follow; delays add up.</summary>
    /// <param name="delay">Time after the step before, or after the send; zero or more.</param>
    /// <returns>This script.</returns>
    public FakeReply After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        _at += delay;
        return this;
    }

    /// <summary>Answers.</summary>
    /// <param name="hex">The message in hexadecimal; spaces are allowed.</param>
    /// <param name="source">Who answers; null for the link's target.</param>
    /// <returns>This script.</returns>
    public FakeReply Answer(string hex, uint? source = null) =>
        Add(link => link.Deliver(hex, source));

    /// <summary>Reports the first frame of a long answer.</summary>
    /// <param name="source">Who answers; null for the link's target.</param>
    /// <returns>This script.</returns>
    public FakeReply Indicate(uint? source = null) => Add(link => link.Indicate(source));

    /// <summary>Loses the connection.</summary>
    /// <param name="failure">What a reader gets; null for a plain loss.</param>
    /// <returns>This script.</returns>
    public FakeReply LoseConnection(LinkException? failure = null) => Add(link => link.LoseConnection(failure));

    private FakeReply Add(Action<FakeLink> action)
    {
        _steps.Add(new FakeReplyStep(_at, action));
        return this;
    }
}
