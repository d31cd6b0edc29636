using System.Text;

namespace Modular.Sdk.Testing.Plugins;

/// <summary>Says what may keep an unloaded plugin alive, most frequent first.</summary>
internal static class LeakReport
{
    private static readonly string[] Causes =
    [
        "JsonSerializer by reflection: pass a JsonTypeInfo of a JsonSerializerContext.",
        "A plugin type as parameter or result of a minimal-API handler: EnableRequestDelegateGenerator, or a RequestDelegate.",
        "Options bound by reflection, ValidateDataAnnotations: EnableConfigurationBindingGenerator and [OptionsValidator].",
        "TypeDescriptor or TypeConverter on a plugin type: do without.",
        "A Timer, Thread or Task that goes on: own it in the container, stop it in StopAsync or Dispose.",
        "A handler left on an event of AppDomain, AppContext, Console or of a capability: remove it in Dispose.",
        "An observable instrument of a Meter made by hand: take IMeterFactory from the container.",
        "A container or change token of the plugin's own which is not disposed.",
        "A GCHandle that is not freed, or a native callback that is still registered.",
        "A lease on a capability that is not given back, or an object taken from one that was kept.",
        "The test itself: a variable, a captured closure or a kept exception with an object of the plugin. UseAsync avoids it.",
    ];

    /// <summary>Writes the report.</summary>
    /// <param name="alive">The generations that are still there.</param>
    /// <param name="evidence">What was found to hold them; may be empty.</param>
    public static string Create(IReadOnlyList<string> alive, IReadOnlyList<string> evidence)
    {
        var text = new StringBuilder("Something still holds ").AppendJoin(" and ", alive).AppendLine(", which was unloaded.");
        foreach (var found in evidence)
        {
            text.Append("Found: ").AppendLine(found);
        }

        text.AppendLine(evidence.Count == 0 ? "Look for:" : "Otherwise, look for:");
        foreach (var cause in Causes)
        {
            text.Append("- ").AppendLine(cause);
        }

        return text.Append("docs/plugin-author says more about each.").ToString();
    }
}
