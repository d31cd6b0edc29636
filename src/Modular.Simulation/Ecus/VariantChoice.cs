using Modular.Kernel;
using Modular.Kernel.Layers;

namespace Modular.Simulation.Ecus;

/// <summary>Chooses the variant that an ECU is.</summary>
internal static class VariantChoice
{
    /// <summary>The first ECU variant with a pattern that is no boot loader; else any ECU variant, else the base variant.</summary>
    /// <param name="database">The database.</param>
    /// <returns>The variant; null when the database describes no ECU.</returns>
    public static DiagnosticLayer? Default(DiagnosticDatabase database) =>
        database.Detection.Patterns.Select(static pattern => pattern.Variant).FirstOrDefault(static variant => !IsBoot(variant))
        ?? database.Variants.FirstOrDefault(static variant => !variant.IsBaseVariant && !IsBoot(variant))
        ?? database.BaseVariant
        ?? (database.Variants.Count > 0 ? database.Variants[0] : null);

    /// <summary>Whether a variant is the boot loader, which its name tells.</summary>
    public static bool IsBoot(DiagnosticLayer variant) => variant.ShortName.Contains("boot", StringComparison.OrdinalIgnoreCase);
}
