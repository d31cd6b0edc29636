using Modular.Mdd.Authoring;
using Modular.Odx.Documents;

namespace Modular.Odx.Mapping;

/// <summary>Special data groups, long names and other texts.</summary>
internal sealed class SpecialDataMapper(MappingSession session)
{
    public static LongNameDefinition? LongName(OdxElement owner) =>
        owner.Take("LONG-NAME") is { } name ? new LongNameDefinition { Value = name.Text, Ti = name.Attribute("TI") } : null;

    public static TextDefinition? Text(OdxElement owner, string child) =>
        owner.Take(child) is { } text ? new TextDefinition { Value = text.Text, Ti = text.Attribute("TI") } : null;

    /// <summary>SHORT-NAME, trimmed; null where there is none.</summary>
    public static string? Name(OdxElement owner) => owner.TakeText("SHORT-NAME")?.Trim();

    public SdgsDefinition? Groups(OdxElement owner) =>
        owner.Take("SDGS") is { } list ? new SdgsDefinition { Groups = [.. list.TakeAll("SDG").Select(Group)] } : null;

    private SdgDefinition Group(OdxElement element)
    {
        var group = new SdgDefinition { Si = element.Attribute("SI"), CaptionShortName = Caption(element) };
        foreach (var child in element.Children)
        {
            switch (child.Name)
            {
                case "SD":
                    child.Mark();
                    group.Items.Add(new SdOrSdgDefinition
                    {
                        Content = new SdDefinition { Value = child.Text, Si = child.Attribute("SI"), Ti = child.Attribute("TI") },
                    });
                    break;
                case "SDG":
                    child.Mark();
                    group.Items.Add(new SdOrSdgDefinition { Content = Group(child) });
                    break;
            }
        }

        return group;
    }

    private string? Caption(OdxElement group)
    {
        var caption = group.Take("SDG-CAPTION");
        if (caption is null && group.Take("SDG-CAPTION-REF") is { } reference)
        {
            caption = session.References.Resolve(reference);
            caption?.Mark();
        }

        return caption is null ? null : Name(caption);
    }
}
