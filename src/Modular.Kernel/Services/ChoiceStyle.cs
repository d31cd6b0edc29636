namespace Modular.Kernel.Services;

/// <summary>How a value appears which is one of several by a key.</summary>
public enum ChoiceStyle
{
    /// <summary>
    /// A multiplexer as <c>{"Selector": key, "CASE": content}</c>, a table's row as <c>{"ROW": content}</c>, a trouble code
    /// with all that the database says of it.
    /// </summary>
    Objects,

    /// <summary>
    /// A multiplexer as <c>["CASE", content]</c>, a table's row as <c>["ROW", content]</c> with null for a row without
    /// content, a trouble code as <c>{"code", "short_name", "display"}</c> with null for names the database does not know.
    /// </summary>
    Pairs,
}
