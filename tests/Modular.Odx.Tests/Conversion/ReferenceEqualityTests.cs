using System.Globalization;
using Modular.Mdd;
using Modular.Mdd.Authoring;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.Conversion;

/// <summary>
/// Our databases against those that the reference's converter made of the same PDX files: every value of every table is
/// compared, and each kind of difference is named here with its reason and its count.
/// </summary>
public class ReferenceEqualityTests
{
    /// <summary>Fields and alternatives that this project appended to the schema, so that files of the reference lack them.</summary>
    private static readonly string[] Appended =
    [
        "Request.ShortName", "Request.LongName", "Response.ShortName", "Response.LongName", "TableRow.KeyDop", "DiagLayer.GlobalNegativeResponses",
        "DiagLayer.DiagVariables", "DiagLayer.VariableGroups", "DiagService.PositiveResponseSuppressible", "UnitGroup.Category", "Library.Revision",
        "ComParamSubSet.ShortName", "ComParamSubSet.Category", "ComParamSpec.ShortName", "StateTransitionRef.InParam", "StateTransitionRef.StateChartShortName", "PreConditionStateRef.StateChartShortName", "MatchingParameter.OutParamPath",
    ];

    /// <summary>Tables of which each sample has some, so that the comparison is about something.</summary>
    private static readonly Dictionary<string, string[]> Compared = new(StringComparer.Ordinal)
    {
        ["FLXC1000"] = ["DiagService", "Param", "ComParamRef", "StateChart", "VariantPattern", "Sdg", "MuxDop", "Dtc", "TableRow", "StateTransitionRef"],
        ["FLXCNG1000"] = ["DiagService", "Param", "ComParamRef", "StateChart", "VariantPattern", "Dtc", "StateTransitionRef"],
        ["functional_groups"] = ["DiagService", "Param", "ComParamSpec", "EcuSharedData", "FunctionalGroup"],
    };

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    public void Convert_SampleOfTheReference_EqualsItsDatabase(string name)
    {
        using var made = Assert.Single(SampleArchives.Convert(name + ".pdx").Databases).ToDatabase();
        using var database = MddDatabase.Open(Path.Combine(RepositoryPaths.SharedData!, "mdd", name + ".mdd"));
        var reference = EcuDataDefinition.From(database.Root);

        var ours = DefinitionTree.Spread(EcuDataDefinition.From(made.Root));
        var theirs = DefinitionTree.Spread(reference);
        var unexplained = new List<string>();
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in ours.Keys.Union(theirs.Keys))
        {
            var mine = ours.GetValueOrDefault(path);
            var other = theirs.GetValueOrDefault(path);
            if (mine != other)
            {
                if (Explain(path, mine, other) is { } reason)
                {
                    counts[reason] = counts.GetValueOrDefault(reason) + 1;
                }
                else
                {
                    unexplained.Add($"{path}: ours {mine ?? "absent"}, reference {other ?? "absent"}");
                }
            }
        }

        Assert.True(unexplained.Count == 0, $"{unexplained.Count} differences:\n{string.Join('\n', unexplained.Take(40))}");
        Assert.All(Compared[name], table => Assert.Contains(theirs.Keys, path => path.Contains(table + ".", StringComparison.Ordinal)));
        var summary = string.Concat(counts.Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}\n")));
        GoldenFile.Equals(Path.Combine("Conversion", "Golden", name + ".differences.txt"), summary);
    }

    private static string? Explain(string path, string? ours, string? reference)
    {
        if (Appended.FirstOrDefault(field => path.Contains(field, StringComparison.Ordinal)) is { } field)
        {
            return $"{field}: a field of ours, which the published schema lacks";
        }

        if (reference is null && path.Contains("Protocol.DiagLayer/DiagLayer.ComParamRefs", StringComparison.Ordinal))
        {
            return "com-params of a protocol, which the reference drops";
        }

        if (path.EndsWith("/Dop.DopType", StringComparison.Ordinal) && reference == "Regular")
        {
            return "Dop.DopType, which the reference does not write, so that it reads as Regular";
        }

        if (ours == "0" && reference is null)
        {
            return $"{path[(path.LastIndexOf('/') + 1)..]} of 0, which the reference does not write";
        }

        return null;
    }
}
