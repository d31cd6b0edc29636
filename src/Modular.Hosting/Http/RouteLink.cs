using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Http;

/// <summary>One plugin's part in the answer to a route.</summary>
/// <param name="Slot">The plugin.</param>
/// <param name="Generation">The generation which mapped it; its successor takes over when it drains.</param>
/// <param name="Route">What it mapped.</param>
internal sealed record RouteLink(PluginSlot Slot, PluginGeneration Generation, PluginRoute Route);
