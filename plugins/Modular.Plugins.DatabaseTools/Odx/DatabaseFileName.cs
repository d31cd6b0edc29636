namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>Names of database files, made of names in a description without trusting them.</summary>
internal static class DatabaseFileName
{
    private const int MaxLength = 120;

    /// <summary>The file for an ECU: letters, digits, dash, underscore and inner dots stay, all else becomes an underscore.</summary>
    public static string Of(string ecu)
    {
        var name = string.Create(Math.Min(ecu.Length, MaxLength), ecu, static (target, source) =>
        {
            for (var index = 0; index < target.Length; index++)
            {
                var letter = source[index];
                target[index] = char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' || (letter == '.' && index > 0) ? letter : '_';
            }
        });

        // Windows takes some names for devices, whatever stands behind their first dot.
        var stem = name.Split('.')[0].ToUpperInvariant();
        var isDevice = stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && char.IsAsciiDigit(stem[3]));
        return (isDevice ? "_" : string.Empty) + name + ".mdd";
    }
}
