using Modular.Kernel.Coding;
using Modular.Kernel.Computing;
using Modular.Kernel.Layers;
using Modular.Kernel.Plans;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Description;

/// <summary>Describes simple values.</summary>
internal static class ScalarDescription
{
    public static ValueDescription Describe(ScalarPlan plan, Dop dop, NormalDop description)
    {
        var (minimum, maximum) = FindLimits(plan, description);
        return new ValueDescription
        {
            Name = dop.ShortName,
            Shape = plan.Computation.IsTextTable ? ValueShape.TextTable : ToShape(plan.Physical),
            Minimum = minimum,
            Maximum = maximum,
            MinLength = plan.Coded.Base.IsNumber() ? 0 : plan.Coded.MinBytes,
            MaxLength = plan.Coded.Base.IsNumber() ? 0 : plan.Coded.MaxBytes,
            Texts = plan.Computation.Texts,
            Unit = description.Unit?.DisplayName ?? description.Unit?.ShortName,
            UnitDetails = UnitDescription.From(description.Unit),
            SpecialDataGroups = SpecialDataReader.Read(dop.Sdgs),
        };
    }

    public static ValueDescription Describe(CodedType type, IReadOnlyList<ConstantValue> values) => new()
    {
        Shape = ToShape(type.Base),
        MinLength = type.Base.IsNumber() ? 0 : type.MinBytes,
        MaxLength = type.Base.IsNumber() ? 0 : type.MaxBytes,
        Texts = [.. values.Select(value => value.Text)],
    };

    public static ValueDescription Bytes(int? length) => new()
    {
        Shape = ValueShape.Bytes,
        MinLength = length ?? 0,
        MaxLength = length,
    };

    private static ValueShape ToShape(BaseType type) =>
        type.IsInteger() ? ValueShape.Integer
        : type.IsNumber() ? ValueShape.Real
        : type.IsText() ? ValueShape.Text
        : ValueShape.Bytes;

    private static (double? Minimum, double? Maximum) FindLimits(ScalarPlan plan, NormalDop description)
    {
        if (!plan.Physical.IsNumber() || !plan.Coded.Base.IsInteger() || plan.Coded is not FixedLengthType type)
        {
            return (null, null);
        }

        var (low, high) = FindCoded(type);
        var inner = ConstraintSet.Compile(description.InternalConstr, plan.Coded.Base)?.Bounds;
        (low, high) = (Math.Max(low, inner?.Low ?? low), Math.Min(high, inner?.High ?? high));
        var isComputed = plan.Computation.TryToPhysical(CodedValue.FromInteger((long)low), out var first)
            & plan.Computation.TryToPhysical(CodedValue.FromInteger((long)high), out var last);
        if (!isComputed)
        {
            return (null, null);
        }

        var (minimum, maximum) = (Math.Min(first.Real, last.Real), Math.Max(first.Real, last.Real));
        var outer = ConstraintSet.Compile(description.PhysConstr, plan.Physical)?.Bounds;
        return (Math.Max(minimum, outer?.Low ?? minimum), Math.Min(maximum, outer?.High ?? maximum));
    }

    private static (double Low, double High) FindCoded(FixedLengthType type)
    {
        var bits = Math.Clamp(type.ValueBits, 1, 32);
        return type.Traits.Integer switch
        {
            IntegerEncoding.TwosComplement => (-Math.Pow(2, bits - 1), Math.Pow(2, bits - 1) - 1),
            IntegerEncoding.OnesComplement or IntegerEncoding.SignMagnitude => (1 - Math.Pow(2, bits - 1), Math.Pow(2, bits - 1) - 1),
            IntegerEncoding.PackedBcd => (0, Math.Pow(10, bits / 4) - 1),
            IntegerEncoding.UnpackedBcd => (0, Math.Pow(10, bits / 8) - 1),
            _ => (0, Math.Pow(2, bits) - 1),
        };
    }
}
