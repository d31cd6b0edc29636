namespace Modular.Uds.Tester;

/// <summary>An exchange that its caller cancelled while the ECU may still answer.</summary>
/// <param name="Matcher">Recognises the late answer.</param>
/// <param name="Deadline">When the ECU has had its time.</param>
/// <param name="PendingLimit">How far pending answers may move that deadline.</param>
/// <param name="SeveralAnswers">Whether more than one ECU may answer.</param>
internal readonly record struct AbandonedExchange(ResponseMatcher Matcher, long Deadline, long PendingLimit, bool SeveralAnswers);
