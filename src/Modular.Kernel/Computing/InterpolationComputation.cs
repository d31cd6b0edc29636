using Modular.Kernel.Coding;
using Modular.Kernel.Plans;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Computing;

/// <summary>
/// TAB-INTP: straight lines between points; nothing outside of them. Where a whole number is wanted, what lies between two is
/// cut off toward zero, unlike the other computations.
/// </summary>
internal sealed class InterpolationComputation : Computation
{
    private readonly double[] _internal;
    private readonly double[] _physical;

    private readonly bool _isInternalWhole;
    private readonly bool _isPhysicalWhole;

    public InterpolationComputation(CompuMethod method, BaseType internalType, BaseType physicalType)
    {
        (_isInternalWhole, _isPhysicalWhole) = (internalType.IsInteger(), physicalType.IsInteger());
        var scales = method.InternalToPhys?.CompuScales ?? default;
        _internal = new double[scales.Count];
        _physical = new double[scales.Count];
        for (var i = 0; i < scales.Count; i++)
        {
            if (!NumberText.TryParseReal(scales[i].LowerLimit?.Value, out _internal[i]))
            {
                throw MessageException.Invalid("A point of a TAB-INTP has no lower limit");
            }

            _physical[i] = scales[i].Consts?.V ?? 0;
        }

        if (_internal.Length == 0)
        {
            throw MessageException.Invalid("A TAB-INTP has no points");
        }
    }

    public override bool TryToPhysical(CodedValue value, out CodedValue result) =>
        TryInterpolate(_internal, _physical, value, _isPhysicalWhole, out result);

    public override bool TryToInternal(CodedValue value, out CodedValue result) =>
        TryInterpolate(_physical, _internal, value, _isInternalWhole, out result);

    private static bool TryInterpolate(double[] from, double[] to, CodedValue value, bool isWhole, out CodedValue result)
    {
        var x = value.Real;
        for (var i = 0; value.IsNumber && i < from.Length; i++)
        {
            if (from[i] == x)
            {
                result = CodedValue.FromReal(to[i]);
                return true;
            }

            if (i + 1 < from.Length && (x - from[i]) * (x - from[i + 1]) < 0)
            {
                var y = to[i] + ((x - from[i]) * (to[i + 1] - to[i]) / (from[i + 1] - from[i]));
                result = CodedValue.FromReal(isWhole ? Math.Truncate(y) : y);
                return true;
            }
        }

        result = default;
        return false;
    }
}
