using System.Globalization;

namespace Modular.Plugins.Safety.Values;

/// <summary>A value as it was at one moment.</summary>
/// <param name="Text">The value as text.</param>
/// <param name="Number">The value as a number, or null when it is none.</param>
/// <param name="Timestamp">When, on the monotonic clock.</param>
internal sealed record ValueSample(string Text, double? Number, long Timestamp)
{
    /// <summary>Longest text that is kept.</summary>
    public const int MaxLength = 256;

    /// <summary>A value given as text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="timestamp">When.</param>
    public static ValueSample FromText(string text, long timestamp) => new(
        text,
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null,
        timestamp);

    /// <summary>A value given as a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="timestamp">When.</param>
    public static ValueSample FromNumber(double number, long timestamp) =>
        new(number.ToString("R", CultureInfo.InvariantCulture), double.IsFinite(number) ? number : null, timestamp);
}
