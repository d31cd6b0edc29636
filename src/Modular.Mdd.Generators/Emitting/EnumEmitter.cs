using Modular.Mdd.Generators.Parsing;

namespace Modular.Mdd.Generators.Emitting;

/// <summary>Writes enumerations and the kinds of unions.</summary>
internal static class EnumEmitter
{
    public static string Emit(SchemaEnum e)
    {
        var code = new CodeWriter("Modular.Mdd.Schema");
        code.Summary(e.Name + " of the payload: " + string.Join(", ", e.Members.Select(member => member.Name)) + ".");
        code.Open("public enum " + e.CSharp + " : byte");
        foreach (var member in e.Members)
        {
            code.Summary(member.Doc);
            code.Line(member.CSharp + " = " + member.Value + ",");
        }

        code.Close();
        return code.ToString();
    }

    public static string EmitKind(SchemaUnion union)
    {
        var code = new CodeWriter("Modular.Mdd.Schema");
        code.Summary("Which alternative of " + union.Name + " a table holds. Values not listed come from newer schemas.");
        code.Open("public enum " + union.Kind + " : byte");
        code.Summary("Nothing is held.");
        code.Line("None = 0,");
        foreach (var alternative in union.Alternatives)
        {
            code.Summary(alternative.Doc);
            code.Line(alternative.CSharp + " = " + alternative.Value + ",");
        }

        code.Close();
        return code.ToString();
    }
}
