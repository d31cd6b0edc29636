namespace Modular.Hosting.Plugins.Discovery;

/// <summary>A command which a plugin brings, as its manifest says.</summary>
/// <param name="Name">The word after <c>modular</c>.</param>
/// <param name="Summary">One line for the help.</param>
internal sealed record PluginCommandDeclaration(string Name, string Summary);
