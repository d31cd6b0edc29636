using System.Text;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Turns exceptions of plugins into text, whatever they do meanwhile: their messages and stacks are virtual, so they are code of the plugin.</summary>
internal static class ExceptionText
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaximumLength = 8 * 1024;

    /// <summary>Types and messages of the exception and its causes, and its stack.</summary>
    public static string Describe(Exception exception)
    {
        try
        {
            var text = new StringBuilder();
            for (var current = exception; current is not null && text.Length < MaximumLength; current = current.InnerException)
            {
                text.Append(text.Length == 0 ? string.Empty : " <- ").Append(current.GetType().FullName).Append(": ").Append(current.Message);
            }

            text.AppendLine().Append(exception.StackTrace);
            return text.Length <= MaximumLength ? text.ToString() : text.ToString(0, MaximumLength);
        }
        catch (Exception second)
        {
            return Nameless(exception, second);
        }
    }

    /// <summary>Type and message.</summary>
    public static string Summarize(Exception exception)
    {
        try
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
        catch (Exception second)
        {
            return Nameless(exception, second);
        }
    }

    private static string Nameless(Exception exception, Exception second) =>
        $"{exception.GetType().FullName}, whose description threw {second.GetType().Name}";
}
