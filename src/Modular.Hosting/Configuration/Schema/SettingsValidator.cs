using System.Globalization;

namespace Modular.Hosting.Configuration.Schema;

/// <summary>Holds settings against a schema and tells every mistake with its path and where it was written.</summary>
/// <param name="describeSource">Names the source of a key.</param>
internal sealed class SettingsValidator(Func<string, string> describeSource)
{
    private readonly List<ConfigurationMistake> _mistakes = [];

    /// <summary>Validates.</summary>
    /// <param name="root">The configuration.</param>
    /// <param name="schema">The schema of its sections.</param>
    /// <param name="sections">The sections to look at.</param>
    public IReadOnlyList<ConfigurationMistake> Validate(SettingsNode root, SettingsSchema schema, IEnumerable<string> sections)
    {
        foreach (var section in sections)
        {
            var node = root.Children.GetValueOrDefault(section);
            if (schema.Properties.TryGetValue(section, out var of))
            {
                // A section nobody wrote may still lack what is required.
                Check(node ?? new SettingsNode(), of with { Type = of.Type == SettingsType.Any ? SettingsType.Object : of.Type }, section);
            }
        }

        return _mistakes;
    }

    private void Check(SettingsNode node, SettingsSchema schema, string path)
    {
        var isContainer = (schema.Type & (SettingsType.Object | SettingsType.Array)) != 0;
        var isScalar = schema.Type == SettingsType.Any || (schema.Type & ~(SettingsType.Object | SettingsType.Array)) != 0;
        if (node.Children.Count > 0 && schema.Type != SettingsType.Any && !isContainer)
        {
            Mistake(path, $"is {Describe(schema.Type)}, and has no keys such as {node.Children.Keys.First()}");
            return;
        }

        if (node.Children.Count == 0 && node.Value is { } value && !(isContainer && value.Length == 0))
        {
            if (isScalar)
            {
                CheckValue(value, schema, path);
            }
            else
            {
                Mistake(path, $"is {Describe(schema.Type)} with keys of its own, not a value");
            }

            return;
        }

        if (node.Value is { Length: > 0 } && node.Children.Count > 0 && !isScalar)
        {
            Mistake(path, $"is {Describe(schema.Type)} with keys of its own, and has a value besides");
        }

        if ((schema.Type & SettingsType.Array) != 0 && node.Children.Keys.All(IsIndex) && (node.Children.Count > 0 || (schema.Type & SettingsType.Object) == 0))
        {
            CheckItems(node, schema, path);
        }
        else if ((schema.Type & SettingsType.Object) != 0 || schema.Type == SettingsType.Any)
        {
            CheckKeys(node, schema, path);
        }
        else
        {
            Mistake($"{path}:{node.Children.Keys.First(static key => !IsIndex(key))}", $"{path} is a list, whose keys are 0, 1, 2 and so on");
        }
    }

    private void CheckKeys(SettingsNode node, SettingsSchema schema, string path)
    {
        foreach (var required in schema.Required.Where(required => !node.Children.ContainsKey(required)))
        {
            Mistake($"{path}:{required}", "is required, and nobody sets it");
        }

        foreach (var (key, child) in node.Children)
        {
            if (schema.Properties.TryGetValue(key, out var known))
            {
                Check(child, known, $"{path}:{key}");
            }
            else if (schema.IsClosed)
            {
                Mistake($"{path}:{key}", $"unknown key; {path} knows {string.Join(", ", schema.Properties.Keys.Order(StringComparer.Ordinal))}");
            }
            else if (schema.Additional is { } additional)
            {
                Check(child, additional, $"{path}:{key}");
            }
        }
    }

    private void CheckItems(SettingsNode node, SettingsSchema schema, string path)
    {
        if (node.Children.Count < schema.MinimumItems || node.Children.Count > schema.MaximumItems)
        {
            Mistake(path, $"has {node.Children.Count} items; {Range(schema.MinimumItems, schema.MaximumItems)} are expected");
        }

        foreach (var (key, child) in node.Children.Where(_ => schema.Items is not null))
        {
            Check(child, schema.Items!, $"{path}:{key}");
        }
    }

    private void CheckValue(string value, SettingsSchema schema, string path)
    {
        var shown = schema.IsSecret ? "the value" : $"'{value}'";
        var isText = schema.Type == SettingsType.Any || (schema.Type & SettingsType.String) != 0;
        var number = 0.0;
        var isWhole = long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole);
        var isNumber = isWhole || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        number = isWhole ? whole : number;
        var fits = isText
            || ((schema.Type & SettingsType.Integer) != 0 && isWhole)
            || ((schema.Type & SettingsType.Number) != 0 && isNumber && double.IsFinite(number))
            || ((schema.Type & SettingsType.Boolean) != 0 && bool.TryParse(value, out _));
        if (!fits)
        {
            Mistake(path, $"{shown} is not {Describe(schema.Type)}{(schema.Minimum ?? schema.Maximum) switch { null => string.Empty, _ => $" of {Range(schema.Minimum, schema.Maximum)}" }}");
        }
        else if (schema.Values.Count > 0 && !schema.Values.Contains(value, StringComparer.OrdinalIgnoreCase))
        {
            Mistake(path, $"{shown} is none of {string.Join(", ", schema.Values)}");
        }
        else if (isNumber && (number < schema.Minimum || number > schema.Maximum))
        {
            Mistake(path, $"{shown} is out of the range {Range(schema.Minimum, schema.Maximum)}");
        }
        else if (isText && (value.Length < schema.MinimumLength || value.Length > schema.MaximumLength))
        {
            Mistake(path, $"{shown} has {value.Length} characters; {Range(schema.MinimumLength, schema.MaximumLength)} are expected");
        }
    }

    private static bool IsIndex(string key) => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string Range(double? minimum, double? maximum) => (minimum, maximum) switch
    {
        (null, { } most) => $"at most {Text(most)}",
        ({ } least, null) => $"at least {Text(least)}",
        ({ } least, { } most) => $"{Text(least)} to {Text(most)}",
        _ => "any number",
    };

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Describe(SettingsType type)
    {
        var names = new List<string>();
        foreach (var (flag, name) in new[]
        {
            (SettingsType.Object, "a section"), (SettingsType.Array, "a list"), (SettingsType.String, "a text"),
            (SettingsType.Integer, "a whole number"), (SettingsType.Number, "a number"), (SettingsType.Boolean, "true or false"),
        })
        {
            if ((type & flag) != 0)
            {
                names.Add(name);
            }
        }

        return string.Join(" or ", names);
    }

    private void Mistake(string path, string message) => _mistakes.Add(new(path, describeSource(path), message));
}
