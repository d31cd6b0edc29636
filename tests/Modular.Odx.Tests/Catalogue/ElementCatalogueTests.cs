using System.Text;
using Modular.Odx.Catalogue;
using Modular.Odx.Losses;
using Modular.Odx.Tests.Support;

namespace Modular.Odx.Tests.Catalogue;

public class ElementCatalogueTests
{
    private const string Everything = "*";

    [Fact]
    public void Rules_KeptChildren_AreKnownThemselves()
    {
        var known = ElementCatalogue.Instance.Rules.Select(static rule => rule.Name).ToHashSet(StringComparer.Ordinal);

        foreach (var rule in ElementCatalogue.Instance.Rules)
        {
            Assert.All(rule.Kept.Where(static child => child[0] != '@'), child => Assert.True(known.Contains(child), $"{rule.Name} keeps {child}, which has no line of its own."));
            Assert.All(rule.Lost.Keys, child => Assert.False(rule.Kept.Contains(child), $"{rule.Name} both keeps and loses {child}."));
        }
    }

    [Fact]
    public void FindLoss_ChildOfAnElement_FollowsItsRuleThenTheCommonOne()
    {
        var service = ElementCatalogue.Instance.Find("DIAG-SERVICE");

        Assert.Null(ElementCatalogue.Instance.FindLoss(service, "REQUEST-REF"));
        Assert.Null(ElementCatalogue.Instance.FindLoss(service, "@ID"));
        Assert.Equal(LossReason.NoPlace, ElementCatalogue.Instance.FindLoss(service, "RELATED-DIAG-COMM-REFS"));
        Assert.Equal(LossReason.Prose, ElementCatalogue.Instance.FindLoss(service, "DESC"));
        Assert.Equal(LossReason.Unknown, ElementCatalogue.Instance.FindLoss(service, "REQUEST-REFERENCE"));
    }

    [Fact]
    public void LossReasons_All_HaveAKeyThatLeadsBack() =>
        Assert.All(Enum.GetValues<LossReason>(), static reason => Assert.Equal(reason, LossReasonText.Parse(LossReasonText.Key(reason))));

    /// <summary>docs/databases/elements.md is this text; MODULAR_UPDATE_GOLDEN=1 writes it anew.</summary>
    [Fact]
    public void Elements_Documentation_IsThatOfTheCatalogue()
    {
        var text = new StringBuilder("""
            # Elements of ODX in a database

            Written by a test from `src/Modular.Odx/Catalogue/odx-elements.txt`. *Kept* child elements and attributes become part
            of the database, or lead to what does. What is *lost* is reported with the reason in brackets; what stands in neither
            column is reported as `unknown`, and what is kept but referred to by nothing as `unreachable`. Elements with text only
            are left out here.


            """.ReplaceLineEndings("\n"));
        var common = ElementCatalogue.Instance.Find(Everything)!;
        text.Append($"Lost wherever an element's own line does not keep it: {Lost(common)}.\n\n| element | kept | lost |\n|---|---|---|\n");
        foreach (var rule in ElementCatalogue.Instance.Rules.Where(static rule => rule.Name != Everything && rule.Kept.Count + rule.Lost.Count > 0).OrderBy(static rule => rule.Name, StringComparer.Ordinal))
        {
            text.Append($"| `{rule.Name}` | {string.Join(", ", rule.Kept.Order(StringComparer.Ordinal))} | {Lost(rule)} |\n");
        }

        GoldenFile.Equals(Path.Combine("..", "..", "docs", "databases", "elements.md"), text.ToString());
    }

    private static string Lost(ElementRule rule) =>
        string.Join(", ", rule.Lost.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} ({LossReasonText.Key(pair.Value)})"));
}
