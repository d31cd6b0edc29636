using System.Globalization;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>Words for the status of an ECU.</summary>
internal static class EcuStatusWords
{
    /// <summary>Stands for a variant that is not known.</summary>
    public const string UnknownVariant = "Unknown";

    /// <summary>Word for a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The word.</returns>
    public static string Of(EcuState state) => state switch
    {
        EcuState.Online => "Online",
        EcuState.Offline => "Offline",
        EcuState.Disconnected => "Disconnected",
        EcuState.NoVariantDetected => "NoVariantDetected",
        EcuState.Duplicate => "Duplicate",
        _ => "NotTested",
    };

    /// <summary>Text of a logical address.</summary>
    /// <param name="address">The address, or null.</param>
    /// <returns>For example <c>0x1000</c>; empty for null.</returns>
    public static string Address(uint? address) =>
        address is { } value ? string.Create(CultureInfo.InvariantCulture, $"0x{value:X4}") : string.Empty;
}
