namespace Modular.Plugins.DatabaseTools;

/// <summary>A command was used wrongly; the message says how.</summary>
internal sealed class UsageException(string message) : Exception(message);
