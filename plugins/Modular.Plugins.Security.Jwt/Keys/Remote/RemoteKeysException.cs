namespace Modular.Plugins.Security.Jwt.Keys.Remote;

/// <summary>Keys could not be fetched; the message says from where and why, for the operator.</summary>
internal sealed class RemoteKeysException(string message, Exception? inner = null) : Exception(message, inner);
