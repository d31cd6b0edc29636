using Modular.Mdd.Schema;

namespace Modular.Kernel.Description;

/// <summary>Who may see and use a service or job (AUDIENCE).</summary>
/// <param name="IsSupplier">Suppliers may.</param>
/// <param name="IsDevelopment">Development may.</param>
/// <param name="IsManufacturing">Manufacturing may.</param>
/// <param name="IsAfterSales">After sales may.</param>
/// <param name="IsAfterMarket">The free market may.</param>
/// <param name="Enabled">Short names of the author's own audiences that may; empty where it is not limited to some.</param>
/// <param name="Disabled">Short names of the author's own audiences that may not.</param>
public sealed record AudienceDescription(
    bool IsSupplier,
    bool IsDevelopment,
    bool IsManufacturing,
    bool IsAfterSales,
    bool IsAfterMarket,
    IReadOnlyList<string> Enabled,
    IReadOnlyList<string> Disabled)
{
    internal static AudienceDescription? From(Audience? audience) => audience is not { } given
        ? null
        : new(
            given.IsSupplier,
            given.IsDevelopment,
            given.IsManufacturing,
            given.IsAfterSales,
            given.IsAfterMarket,
            [.. given.EnabledAudiences.Select(static item => item.ShortName ?? "")],
            [.. given.DisabledAudiences.Select(static item => item.ShortName ?? "")]);
}
