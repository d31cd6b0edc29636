using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Faults;

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
            ExceptionText.Describe(exception),
            time);
    }
}
