using Modular.Kernel.Coding;
using Modular.Kernel.Plans;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Computing;

/// <summary>LINEAR, SCALE-LINEAR, RAT-FUNC and SCALE-RAT-FUNC: functions by range.</summary>
internal sealed class RationalComputation : Computation
{
    private readonly RationalScale[] _toPhysical;
    private readonly RationalScale[] _toInternal;
    private readonly CompuDefaultValue? _default;
    private readonly CompuDefaultValue? _inverseDefault;
    private readonly bool _isToPhysicalInvertible;
    private readonly bool _isToInternalInvertible;
    private readonly bool _roundsInternal;

    public RationalComputation(CompuMethod method, BaseType internalType, BaseType physicalType)
    {
        _toPhysical = Compile(method.InternalToPhys?.CompuScales ?? default, internalType);
        _toInternal = Compile(method.PhysToInternal?.CompuScales ?? default, physicalType);
        _default = method.InternalToPhys?.CompuDefaultValue;
        _inverseDefault = method.PhysToInternal?.CompuDefaultValue;
        _isToPhysicalInvertible = IsInvertible(_toPhysical);
        _isToInternalInvertible = IsInvertible(_toInternal);
        _roundsInternal = internalType.IsInteger();
        if (_toPhysical.Length == 0 && _toInternal.Length == 0)
        {
            throw MessageException.Invalid($"The computation {method.Category} has no scale");
        }
    }

    /// <summary>Scales from internal to physical values.</summary>
    public IReadOnlyList<RationalScale> ToPhysicalScales => _toPhysical;

    public override bool TryToPhysical(CodedValue value, out CodedValue result)
    {
        if (!value.IsNumber)
        {
            result = default;
            return false;
        }

        return _toPhysical.Length > 0
            ? TryCompute(_toPhysical, value.Real, _default, out result)
            : TryInvert(_toInternal, _isToInternalInvertible, rounds: false, value.Real, out result);
    }

    public override bool TryToInternal(CodedValue value, out CodedValue result)
    {
        if (!value.IsNumber)
        {
            result = default;
            return false;
        }

        return _toInternal.Length > 0
            ? TryCompute(_toInternal, value.Real, _inverseDefault, out result)
            : TryInvert(_toPhysical, _isToPhysicalInvertible, _roundsInternal, value.Real, out result);
    }

    private static bool TryCompute(RationalScale[] scales, double x, CompuDefaultValue? absent, out CodedValue result)
    {
        foreach (var scale in scales)
        {
            if (scale.Range.Contains(x))
            {
                var y = scale.Compute(x);
                result = CodedValue.FromReal(y);
                return double.IsFinite(y) || !double.IsFinite(x);
            }
        }

        result = absent?.Values is { } values ? CodedValue.FromReal(values.V ?? 0) : default;
        return result.IsNumber;
    }

    private static bool TryInvert(RationalScale[] scales, bool isInvertible, bool rounds, double y, out CodedValue result)
    {
        result = default;

        // A range which holds the exact argument goes before one that a rounded argument would fall into.
        return isInvertible
            && (TryInvert(scales, rounds: false, y, out result) || (rounds && TryInvert(scales, rounds: true, y, out result)));
    }

    private static bool TryInvert(RationalScale[] scales, bool rounds, double y, out CodedValue result)
    {
        result = default;
        foreach (var scale in scales)
        {
            if (scale.N1 == 0)
            {
                // A level line has one result for all arguments; its author names the argument, or the limits do.
                if (scale.Compute(0) == y)
                {
                    var argument = scale.Inverse ?? (double.IsFinite(scale.Range.Low) ? scale.Range.Low : scale.Range.High);
                    result = CodedValue.FromReal(argument);
                    return double.IsFinite(argument);
                }

                continue;
            }

            var x = scale.Invert(y);
            if (scale.Range.Contains(x) || (rounds && scale.Range.Contains(Math.Round(x))))
            {
                result = CodedValue.FromReal(x);
                return true;
            }
        }

        return false;
    }

    // Adjoining limits, the same value on the border, slopes of one sign: else a physical value could have several origins.
    private static bool IsInvertible(RationalScale[] scales)
    {
        for (var i = 0; i < scales.Length; i++)
        {
            if (!scales[i].IsLinear)
            {
                return false;
            }

            if (i > 0 && !Continues(scales[i - 1], scales[i]))
            {
                return false;
            }
        }

        var rising = Array.Exists(scales, scale => scale.Slope > 0);
        return scales.Length > 0 && !(rising && Array.Exists(scales, scale => scale.Slope < 0));
    }

    private static bool Continues(RationalScale left, RationalScale right)
    {
        var border = right.Range.Low;
        if (!double.IsFinite(border) || left.Range.High != border)
        {
            return false;
        }

        var (a, b) = (left.Compute(border), right.Compute(border));
        return Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Max(Math.Abs(a), Math.Abs(b)));
    }

    private static RationalScale[] Compile(FlatVector<CompuScale> scales, BaseType argumentType)
    {
        var compiled = new RationalScale[scales.Count];
        for (var i = 0; i < compiled.Length; i++)
        {
            compiled[i] = new RationalScale(scales[i], argumentType);
        }

        return compiled;
    }
}
