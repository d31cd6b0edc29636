namespace Modular.Hosting.Commands;

/// <summary>The demo cannot go on, with the reason for the visitor.</summary>
internal sealed class DemoException(string message) : Exception(message);
