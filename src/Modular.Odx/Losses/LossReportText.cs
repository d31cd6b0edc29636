namespace Modular.Odx.Losses;

/// <summary>Writes a loss report for people.</summary>
public static class LossReportText
{
    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    /// <param name="placesPerGroup">How many places to name for each kind of loss.</param>
    public static void Write(LossReport report, TextWriter output, int placesPerGroup = 3)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"{report.ElementCount} elements, {report.Count} elements and attributes not represented\n");
        foreach (var group in report.Groups)
        {
            output.Write($"  {group.Count} {group.Name}: {LossReasonText.Sentence(group.Reason)} ({LossReasonText.Key(group.Reason)})\n");
            foreach (var loss in group.Losses.Take(placesPerGroup))
            {
                output.Write($"    {loss.Document}:{loss.Line} {loss.Path}\n");
            }

            if (group.Count > placesPerGroup && placesPerGroup > 0)
            {
                output.Write($"    and {group.Count - placesPerGroup} more\n");
            }
        }
    }
}
