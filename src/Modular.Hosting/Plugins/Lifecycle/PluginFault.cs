using System.Text;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Lifecycle;

/// <summary>What went wrong in a plugin, as text.</summary>
/// <remarks>
/// Text on purpose: an exception holds the stack of the plugin and with it the plugin itself, for as long as anyone
/// keeps the exception.
/// </remarks>
/// <param name="Code">One of <see cref="PluginReasonCode"/>.</param>
/// <param name="Summary">One sentence in the host's words, fit for callers without credentials.</param>
/// <param name="Detail">The exception flattened, for logs and for the operator; empty when there was none.</param>
/// <param name="Time">When it happened.</param>
internal sealed record PluginFault(string Code, string Summary, string Detail, DateTimeOffset Time)
{
    /// <summary>Longest flattened exception that is kept, in characters.</summary>
    public const int MaximumDetailLength = 8 * 1024;

    /// <summary>Turns an exception of a plugin into text.</summary>
    /// <param name="exception">The exception; not kept.</param>
    /// <param name="code">What it means when it is not a problem with a code of its own.</param>
    /// <param name="operation">What the plugin was doing, for example <c>starting</c>.</param>
    /// <param name="time">When.</param>
    public static PluginFault From(Exception exception, string code, string operation, DateTimeOffset time)
    {
        if (exception is PluginProblemException problem)
        {
            return new PluginFault(problem.Code, problem.Message, string.Empty, time);
        }

        return new PluginFault(
            code,
            $"The plugin threw {exception.GetType().Name} while {operation}. The host's log has the details.",
            TryFlatten(exception),
            time);
    }

    private static string TryFlatten(Exception exception)
    {
        try
        {
            return Flatten(exception);
        }
        catch (Exception second)
        {
            // Messages and stacks of exceptions are virtual: those of a plugin are code of the plugin.
            return $"{exception.GetType().FullName}, whose description threw {second.GetType().Name}";
        }
    }

    private static string Flatten(Exception exception)
    {
        var text = new StringBuilder();
        for (var current = exception; current is not null && text.Length < MaximumDetailLength; current = current.InnerException)
        {
            text.Append(text.Length == 0 ? string.Empty : " <- ").Append(current.GetType().FullName).Append(": ").Append(current.Message);
        }

        text.AppendLine().Append(exception.StackTrace);
        return text.Length <= MaximumDetailLength ? text.ToString() : text.ToString(0, MaximumDetailLength);
    }
}
