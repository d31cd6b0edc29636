using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>How a data object lies in a message. Compiled once per data object and shared. Immutable.</summary>
internal abstract class ValuePlan
{
    /// <summary>Width in bits where it is always the same, else null.</summary>
    public virtual int? FixedBits => null;

    /// <summary>Whether environment data lies within, so that values decoded before it must be remembered.</summary>
    public virtual bool HasEnvironmentData => false;

    /// <summary>Decodes the value into the sink and moves the cursor behind it.</summary>
    /// <param name="context">The message.</param>
    /// <param name="name">Name for the sink; empty for an item of a field.</param>
    /// <param name="parameter">The parameter, or null where there is none.</param>
    /// <param name="position">First byte.</param>
    /// <param name="bitPosition">Bits below the least significant one.</param>
    public abstract void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition);

    /// <summary>Encodes a value and moves the cursor behind it.</summary>
    /// <param name="context">The message.</param>
    /// <param name="value">The value; <see cref="ParameterValueKind.Null"/> when none is given.</param>
    /// <param name="parameter">The parameter, or null where there is none.</param>
    /// <param name="position">First byte.</param>
    /// <param name="bitPosition">Bits below the least significant one.</param>
    /// <param name="isLast">Whether nothing follows in the message.</param>
    public abstract void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast);

    /// <summary>Describes the values.</summary>
    public abstract ValueDescription Describe();

    /// <summary>Whether the value can be encoded without being given, because all within is constant or has a default.</summary>
    public virtual bool IsOptional => false;

    protected static MessageException WrongType(in ParameterValue value, string wanted) => value.Kind == ParameterValueKind.Null
        ? new MessageException(DiagnosticFailure.MissingParameter, $"A value is missing, {wanted} is needed")
        : new MessageException(DiagnosticFailure.InvalidParameter, $"{value.Kind} given where {wanted} is needed");
}
