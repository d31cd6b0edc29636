using System.Globalization;
using System.Text;

namespace Modular.Mdd.Schema;

/// <summary>Where an element was met on the way from the root. Text is made of it only when there is something to tell.</summary>
internal sealed record ElementPath(ElementPath? Parent, string Field, string? Name, int Index = -1)
{
    /// <summary>The path of the root.</summary>
    public static ElementPath Root { get; } = new(null, "", null);

    /// <summary>The path with one more step, as text.</summary>
    public string With(string field) => Render().Append(field.Length > 0 ? "." : "").Append(field).ToString().TrimStart('.');

    /// <summary>The path to a child: the content of a union is named by its kind, which tells more than the name of the field.</summary>
    public ElementPath To(in FieldDescription field, MddElement child) =>
        new(this, field.Type == FieldType.Union ? child.TypeName : field.Name, null);

    /// <summary>The path to an element of a list, by its name where it has one.</summary>
    public ElementPath To(in FieldDescription field, MddElement child, int index) =>
        MddNames.Of(child) is { Length: > 0 } name ? new(this, field.Name, name) : new(this, field.Name, null, index);

    /// <inheritdoc/>
    public override string ToString() => Render().ToString();

    private StringBuilder Render()
    {
        var text = Parent?.Render() ?? new StringBuilder();
        if (Field.Length > 0)
        {
            text.Append(text.Length > 0 ? "." : "").Append(Field);
        }

        if (Name is not null || Index >= 0)
        {
            text.Append('[').Append(Name).Append(Name is not null && Index >= 0 ? "#" : "")
                .Append(Index >= 0 ? Index.ToString(CultureInfo.InvariantCulture) : "").Append(']');
        }

        return text;
    }
}
