namespace Modular.Mdd.Schema;

/// <summary>By what name an element is known among its like: its short name, or that of what it stands for.</summary>
public static class MddNames
{
    // Tables without a short name of their own, and the fields whose names together make up theirs.
    private static readonly Dictionary<string, string[]> Borrowed = new(StringComparer.Ordinal)
    {
        ["DiagService"] = ["diag_comm"],
        ["SingleEcuJob"] = ["diag_comm"],
        ["Variant"] = ["diag_layer"],
        ["FunctionalGroup"] = ["diag_layer"],
        ["Protocol"] = ["diag_layer"],
        ["EcuSharedData"] = ["diag_layer"],
        ["ParentRef"] = ["ref"],
        ["ComParamRef"] = ["com_param", "protocol", "prot_stack"],
        ["StateTransitionRef"] = ["state_transition", "value"],
        ["PreConditionStateRef"] = ["state", "value"],
        ["CommRelation"] = ["diag_comm", "relation_type"],
        ["TableDiagCommConnector"] = ["diag_comm", "semantic"],
        ["ProgCode"] = ["code_file"],
        ["KeyValue"] = ["key"],
    };

    // Names of messages are appended to the schema: files without them must still be comparable.
    private static readonly HashSet<string> Nameless = new(StringComparer.Ordinal) { "Request", "Response" };

    private static readonly Naming?[] ByType = [.. MddSchema.Tables.Select(Find)];

    /// <summary>The name, or null when elements of this kind have none or this one lacks it.</summary>
    public static string? Of(MddElement element)
    {
        var naming = ByType[element.Type];
        if (naming is null)
        {
            return null;
        }

        if (naming.Fields is [var only])
        {
            return Of(element, only);
        }

        var parts = new List<string>();
        foreach (var field in naming.Fields)
        {
            if (Of(element, field) is { Length: > 0 } part)
            {
                parts.Add(part);
            }
        }

        return parts.Count > 0 ? string.Join('/', parts) : null;
    }

    /// <summary>Whether elements of a kind have names at all.</summary>
    /// <param name="type">Index of the kind in <see cref="MddSchema.Tables"/>.</param>
    public static bool AreNamed(int type) => ByType[type] is not null;

    private static string? Of(MddElement element, in FieldDescription field) => field.Type switch
    {
        FieldType.String => element.Table.GetString(field.Id),
        _ => element.Child(field) is { } child ? Of(child) : null,
    };

    private static Naming? Find(TableDescription table)
    {
        if (Nameless.Contains(table.Name))
        {
            return null;
        }

        var names = Borrowed.TryGetValue(table.Name, out var borrowed) ? borrowed : ["short_name"];
        FieldDescription[] fields = [.. table.Fields.Where(field => names.Contains(field.Name)).OrderBy(field => Array.IndexOf(names, field.Name))];
        return fields.Length > 0 ? new Naming(fields) : null;
    }

    private sealed record Naming(FieldDescription[] Fields);
}
