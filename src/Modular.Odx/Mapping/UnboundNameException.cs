namespace Modular.Odx.Mapping;

/// <summary>A layer does not know a name which those that inherit it may know. Never leaves the mapping.</summary>
internal sealed class UnboundNameException(string message) : Exception(message);
