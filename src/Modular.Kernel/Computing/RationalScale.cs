using Modular.Kernel.Coding;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Computing;

/// <summary>One range of a linear or rational function.</summary>
internal sealed class RationalScale
{
    private readonly double[] _numerator;
    private readonly double[] _denominator;
    private readonly double? _constant;

    public RationalScale(CompuScale scale, BaseType argumentType)
    {
        Range = ValueRange.OfScale(argumentType, scale.LowerLimit, scale.UpperLimit);
        var coefficients = scale.RationalCoEffs;
        _numerator = coefficients is { } given ? Copy(given.Numerator) : [];
        _denominator = coefficients is { } also ? Copy(also.Denominator) : [];

        // A range without a function may still have a constant.
        _constant = coefficients is null ? scale.Consts?.V ?? 0 : null;
        Inverse = scale.InverseValues is { } inverse ? inverse.V ?? 0 : null;
    }

    public ValueRange Range { get; }

    /// <summary>COMPU-INVERSE-VALUE, or null.</summary>
    public double? Inverse { get; }

    /// <summary>Whether the function is a straight line.</summary>
    public bool IsLinear => _numerator.Length <= 2 && _denominator.Length <= 1;

    public double N0 => _constant ?? At(_numerator, 0, 0);

    public double N1 => At(_numerator, 1, 0);

    public double D0 => At(_denominator, 0, 1);

    public double Slope => N1 / D0;

    public double Compute(double x) => IsLinear ? (N0 + N1 * x) / D0 : Polynomial(_numerator, x) / Polynomial(_denominator, x);

    /// <summary>The argument that gives a result, for straight lines that are not level.</summary>
    public double Invert(double y) => (y * D0 - N0) / N1;

    private double Polynomial(double[] coefficients, double x)
    {
        if (coefficients.Length == 0)
        {
            return ReferenceEquals(coefficients, _denominator) ? 1 : 0;
        }

        var result = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            result = result * x + coefficients[i];
        }

        return result;
    }

    private static double At(double[] values, int index, double absent) => index < values.Length ? values[index] : absent;

    private static double[] Copy(Mdd.FlatBuffers.FlatScalarVector<double> vector)
    {
        var copy = new double[vector.Count];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = vector[i];
        }

        return copy;
    }
}
