using Modular.Mdd.Schema;

namespace Modular.Mdd.Dump;

/// <summary>Writes a database, or a part of it, as indented text for people.</summary>
/// <remarks>What several elements share is written once, with its place in the payload, and referred to by that place. The dump of
/// a part ends at layers and at other services.</remarks>
public sealed class MddTextDump
{
    private const int Indent = 2;
    private readonly TextWriter _target;
    private readonly DumpPlan _plan;
    private readonly CancellationToken _cancellationToken;

    private MddTextDump(TextWriter target, DumpPlan plan, CancellationToken cancellationToken)
    {
        _target = target;
        _plan = plan;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Writes an element and all that it refers to.</summary>
    /// <exception cref="MddFormatException">The database is damaged.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static void Write(MddElement element, TextWriter target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        new MddTextDump(target, new DumpPlan(element), cancellationToken).Write(element, "", 0);
    }

    private void Write(MddElement element, string label, int depth)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        _target.Write(new string(' ', depth * Indent));
        if (label.Length > 0)
        {
            _target.Write(label);
            _target.Write(": ");
        }

        _target.Write(element.TypeName);
        if (!_plan.TryShow(element))
        {
            WriteReference(element);
            return;
        }

        foreach (var field in element.Description.Fields)
        {
            if (element.Text(field) is { } text)
            {
                _target.Write($" {field.Name}={Quote(field, text)}");
            }
        }

        _target.WriteLine(_plan.IsShared(element) ? $" @{element.Table.Offset}" : "");
        foreach (var field in element.Description.Fields)
        {
            WriteChildren(element, field, depth + 1);
        }
    }

    private void WriteReference(MddElement element)
    {
        var name = MddNames.Of(element);
        _target.WriteLine($"{(name is null ? "" : " ")}{name} (see @{element.Table.Offset})");
    }

    private void WriteChildren(MddElement element, FieldDescription field, int depth)
    {
        if (field.Type is not (FieldType.Table or FieldType.Union))
        {
            return;
        }

        if (!element.IsSound(field))
        {
            _target.WriteLine($"{new string(' ', depth * Indent)}{field.Name}: not what the schema says");
            return;
        }

        if (element.Child(field) is { } child)
        {
            Write(child, field.Name, depth);
        }

        var count = element.CountChildren(field);
        for (var index = 0; index < count; index++)
        {
            if (element.ChildAt(field, index) is { } item)
            {
                Write(item, $"{field.Name}[{index}]", depth);
            }
        }
    }

    private static string Quote(in FieldDescription field, string text) =>
        field.Type == FieldType.String || field.IsVector ? "\"" + text.ReplaceLineEndings("\\n").Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" : text;
}
