using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>Simple parameter values as the text a database compares them with.</summary>
internal static class ParameterTexts
{
    /// <summary>Formats a number or a text.</summary>
    /// <param name="value">The value.</param>
    /// <param name="text">Its text.</param>
    /// <returns>False for values that have no such text.</returns>
    public static bool TryFormat(ParameterValue value, [NotNullWhen(true)] out string? text)
    {
        text = value.Kind switch
        {
            ParameterValueKind.Text => value.AsText(),
            ParameterValueKind.Integer => value.AsInteger().ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
        return text is not null;
    }
}
