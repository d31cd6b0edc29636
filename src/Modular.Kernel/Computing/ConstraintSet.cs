using Modular.Kernel.Coding;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Computing;

/// <summary>Bounds of an internal or physical value (INTERNAL-CONSTR, PHYS-CONSTR).</summary>
internal sealed class ConstraintSet
{
    private readonly ValueRange _bounds;
    private readonly (ValueRange Range, ValidType Validity, ScaleConstr Source)[] _scales;

    private ConstraintSet(InternalConstr description, BaseType type)
    {
        _bounds = ValueRange.OfConstraint(type, description.LowerLimit, description.UpperLimit);
        _scales = new (ValueRange, ValidType, ScaleConstr)[description.ScaleConstr.Count];
        for (var i = 0; i < _scales.Length; i++)
        {
            var scale = description.ScaleConstr[i];
            _scales[i] = (ValueRange.OfConstraint(type, scale.LowerLimit, scale.UpperLimit), scale.Validity, scale);
        }
    }

    /// <summary>Limits of the value as a whole.</summary>
    public ValueRange Bounds => _bounds;

    public static ConstraintSet? Compile(InternalConstr? description, BaseType type) =>
        description is { } given ? new ConstraintSet(given, type) : null;

    /// <summary>Says why a value is not valid, or null when it is.</summary>
    public FieldError? Check(scoped CodedValue value)
    {
        foreach (var (range, validity, source) in _scales)
        {
            if (validity != ValidType.Valid && range.Contains(value))
            {
                var label = source.ShortLabel?.Value;
                var reason = validity switch
                {
                    ValidType.NotValid => "NOT-VALID",
                    ValidType.NotDefined => "NOT-DEFINED",
                    _ => "NOT-AVAILABLE",
                };
                return new FieldError(label is null ? reason : $"{reason}: {label}", value.ToString()) { Validity = reason };
            }
        }

        return _bounds.Contains(value)
            ? null
            : new FieldError(
                $"OUT-OF-LIMITS: {value.ToString()} is not within {_bounds.LowerText ?? "any"} and {_bounds.UpperText ?? "any"}", value.ToString())
            {
                Validity = "OUT-OF-LIMITS",
            };
    }
}
