using System.Text;
using Modular.Kernel.Coding;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Computing;

/// <summary>TEXTTABLE: ranges of internal values, each with a text.</summary>
internal sealed class TextTableComputation : Computation
{
    private readonly Entry[] _entries;
    private readonly CompuValues? _default;
    private readonly CompuValues? _inverseDefault;
    private readonly BaseType _internalType;
    private string[]? _texts;

    public TextTableComputation(CompuMethod method, BaseType internalType)
    {
        _internalType = internalType;
        var scales = method.InternalToPhys?.CompuScales ?? default;
        _entries = new Entry[scales.Count];
        for (var i = 0; i < _entries.Length; i++)
        {
            var scale = scales[i];
            var range = ValueRange.OfScale(internalType, scale.LowerLimit, scale.UpperLimit);
            _entries[i] = new Entry(range, scale.Consts, scale.InverseValues);
        }

        _default = method.InternalToPhys?.CompuDefaultValue?.Values;
        _inverseDefault = method.PhysToInternal?.CompuDefaultValue?.Values ?? method.InternalToPhys?.CompuDefaultValue?.InverseValues;
    }

    public override bool IsTextTable => true;

    public override IReadOnlyList<string> Texts => _texts ??= MakeTexts();

    /// <summary>Ranges of internal values with their texts.</summary>
    public int Count => _entries.Length;

    public override bool TryToPhysical(CodedValue value, out CodedValue result)
    {
        foreach (var entry in _entries)
        {
            if (entry.Range.Contains(value))
            {
                return TryText(entry.Constant, out result);
            }
        }

        return TryText(_default, out result);
    }

    // A number where a text belongs is none of the table's texts.
    public override bool TryToInternal(CodedValue value, out CodedValue result)
    {
        result = default;
        return value.Kind == CodedValueKind.Text && TryToInternal(TextCoding.ToText(value.Bytes, value.Encoding), out result);
    }

    public override bool TryToInternal(string text, out CodedValue result)
    {
        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = length <= 512 ? stackalloc byte[512] : new byte[length];
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        foreach (var entry in _entries)
        {
            if (TryText(entry.Constant, out var candidate) && candidate.Bytes.SequenceEqual(utf8))
            {
                return TryInverse(entry, out result);
            }
        }

        if (_inverseDefault is { } inverse)
        {
            return TryConstant(inverse, out result);
        }

        result = default;
        return false;
    }

    private bool TryInverse(Entry entry, out CodedValue result) =>
        entry.Inverse is { } inverse && TryConstant(inverse, out result)
        || ConstantText.TryParse(entry.Range.LowerText, _internalType, out result)
        || ConstantText.TryParse(entry.Range.UpperText, _internalType, out result);

    private bool TryConstant(CompuValues constant, out CodedValue result)
    {
        if (_internalType.IsNumber())
        {
            // Some writers leave out zeros.
            result = _internalType.IsInteger() && NumberText.TryToInteger(constant.V ?? 0, out var integer)
                ? CodedValue.FromInteger(integer)
                : CodedValue.FromReal(constant.V ?? 0);
            return true;
        }

        return ConstantText.TryParse(constant.Vt, _internalType, out result);
    }

    private static bool TryText(CompuValues? constant, out CodedValue result)
    {
        result = default;
        if (constant is not { } given)
        {
            return false;
        }

        var text = given.VtUtf8;
        result = CodedValue.FromText(text.IsEmpty ? given.VtTiUtf8 : text, TextEncoding.Utf8);
        return true;
    }

    private string[] MakeTexts()
    {
        var texts = new List<string>(_entries.Length);
        foreach (var entry in _entries)
        {
            if (TryText(entry.Constant, out var text))
            {
                texts.Add(text.ToString());
            }
        }

        return [.. texts];
    }

    private readonly record struct Entry(ValueRange Range, CompuValues? Constant, CompuValues? Inverse);
}
