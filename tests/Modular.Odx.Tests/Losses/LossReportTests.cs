using Modular.Odx.Conversion;
using Modular.Odx.Losses;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.Losses;

/// <summary>
/// What each sample loses, as files that are checked in. MODULAR_UPDATE_GOLDEN=1 writes them anew; read the difference
/// before it is committed.
/// </summary>
public class LossReportTests
{
    private const int PlacesPerGroup = 2;

    [SharedDataTheory]
    [InlineData("FLXC1000.pdx")]
    [InlineData("FLXCNG1000.pdx")]
    [InlineData("functional_groups.pdx")]
    [InlineData("somersault.pdx")]
    [InlineData("synthetic/synthetic-odx")]
    [InlineData("synthetic/synthetic-odx-snref")]
    [InlineData("synthetic/synthetic-odx-lenient", true)]
    [InlineData("fixtures/fx_compu.pdx")]
    [InlineData("fixtures/fx_inherit.pdx")]
    [InlineData("fixtures/fx_length.pdx")]
    [InlineData("fixtures/fx_meta.pdx")]
    [InlineData("fixtures/fx_special.pdx")]
    [InlineData("fixtures/fx_struct.pdx")]
    [InlineData("fixtures/fx_types.pdx")]
    public void Write_Sample_TellsWhatTheGoldenFileTells(string sample, bool isLenient = false)
    {
        var conversion = SampleArchives.Convert(sample, new OdxConversionOptions { IsLenient = isLenient });

        using var text = new StringWriter();
        LossReportText.Write(conversion.Losses, text, PlacesPerGroup);
        foreach (var warning in conversion.Warnings)
        {
            text.Write($"warning: {warning}\n");
        }

        GoldenFile.Equals(Path.Combine("Losses", "Golden", Path.GetFileNameWithoutExtension(sample) + ".txt"), text.ToString());
    }
}
