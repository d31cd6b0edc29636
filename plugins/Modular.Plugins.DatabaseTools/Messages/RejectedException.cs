namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary>A message cannot be encoded or decoded as asked.</summary>
/// <param name="kind">Kind of the fault, in the words of the batch's answers.</param>
/// <param name="message">What, where, and what would be right.</param>
internal sealed class RejectedException(string kind, string message) : Exception(message)
{
    public string Class { get; } = kind;
}
