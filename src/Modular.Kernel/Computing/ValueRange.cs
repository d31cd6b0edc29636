using Modular.Kernel.Coding;
using Modular.Kernel.Plans;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Computing;

/// <summary>A range of values of one type, with limits as their author wrote them.</summary>
internal sealed class ValueRange
{
    private readonly double _low = double.NegativeInfinity;
    private readonly double _high = double.PositiveInfinity;
    private readonly bool _lowOpen;
    private readonly bool _highOpen;
    private readonly string? _text;
    private readonly byte[]? _lowBytes;
    private readonly byte[]? _highBytes;

    private ValueRange(BaseType type, Limit? lower, Limit? upper, bool singleWithoutUpper)
    {
        Type = type;
        LowerText = ToText(lower);
        UpperText = ToText(upper);
        if (upper is null && singleWithoutUpper && LowerText is not null)
        {
            UpperText = LowerText;
            IsSingle = true;
        }

        // An open lower limit alone would match nothing, so a single value is always meant to be included.
        _lowOpen = !IsSingle && lower?.IntervalType == IntervalType.Open;
        _highOpen = !IsSingle && upper?.IntervalType == IntervalType.Open;
        if (type.IsText())
        {
            _text = LowerText ?? UpperText;
        }
        else if (type == BaseType.ByteField)
        {
            _lowBytes = LowerText is null ? null : ParseBytes(LowerText);
            _highBytes = UpperText is null ? null : ParseBytes(UpperText);
        }
        else
        {
            _low = LowerText is null ? _low : ParseNumber(LowerText);
            _high = UpperText is null ? _high : ParseNumber(UpperText);
        }
    }

    public BaseType Type { get; }

    /// <summary>Whether the range is a single value because its author gave no upper limit.</summary>
    public bool IsSingle { get; }

    /// <summary>The lower limit as written; null when there is none.</summary>
    public string? LowerText { get; }

    /// <summary>The upper limit as written, or the lower one of a single value; null when there is none.</summary>
    public string? UpperText { get; }

    /// <summary>Lower limit of a range of numbers.</summary>
    public double Low => _low;

    /// <summary>Upper limit of a range of numbers.</summary>
    public double High => _high;

    /// <summary>Whether every value lies within.</summary>
    public bool IsUnbounded => LowerText is null && UpperText is null;

    /// <summary>The range of a scale or a case: without upper limit it is the lower limit alone.</summary>
    public static ValueRange OfScale(BaseType type, Limit? lower, Limit? upper) => new(type, lower, upper, singleWithoutUpper: true);

    /// <summary>The range of a constraint: a side without limit is unbounded.</summary>
    public static ValueRange OfConstraint(BaseType type, Limit? lower, Limit? upper) => new(type, lower, upper, singleWithoutUpper: false);

    public bool Contains(scoped CodedValue value) => value.Kind switch
    {
        CodedValueKind.Integer or CodedValueKind.Real => Contains(value.Real),
        CodedValueKind.Text => _text is null || _text == TextCoding.ToText(value.Bytes, value.Encoding),
        CodedValueKind.Bytes => ContainsBytes(value.Bytes),
        _ => false,
    };

    public bool Contains(double value) =>
        (_lowOpen ? value > _low : value >= _low) && (_highOpen ? value < _high : value <= _high);

    private bool ContainsBytes(scoped ReadOnlySpan<byte> value)
    {
        if (_lowBytes is not null)
        {
            var order = Compare(value, _lowBytes);
            if (order < 0 || (order == 0 && _lowOpen))
            {
                return false;
            }
        }

        if (_highBytes is not null)
        {
            var order = Compare(value, _highBytes);
            return order < 0 || (order == 0 && !_highOpen);
        }

        return true;
    }

    // Byte fields of different length compare as if zeros followed the shorter one.
    private static int Compare(scoped ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var common = Math.Min(left.Length, right.Length);
        var order = left[..common].SequenceCompareTo(right[..common]);
        return order != 0 ? order
            : left[common..].ContainsAnyExcept((byte)0) ? 1
            : right[common..].ContainsAnyExcept((byte)0) ? -1
            : 0;
    }

    private static string? ToText(Limit? limit) =>
        limit is not { } given || given.IntervalType == IntervalType.Infinite || given.Value is not { } text ? null : text;

    private static double ParseNumber(string text) =>
        NumberText.TryParseReal(text, out var value) && !double.IsNaN(value)
            ? value
            : throw MessageException.Invalid($"The limit '{text}' is no number");

    private static byte[] ParseBytes(string text)
    {
        var bytes = new byte[NumberText.MaxByteCount(text.Length)];
        return NumberText.TryParseBytes(text, bytes, out var written)
            ? bytes[..written]
            : throw MessageException.Invalid($"The limit '{text}' is no byte field");
    }
}
