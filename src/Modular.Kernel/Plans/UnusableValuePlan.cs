using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A data object which the database does not describe well enough.</summary>
internal sealed class UnusableValuePlan : ValuePlan
{
    private readonly string? _name;
    private readonly DiagnosticFailure _failure;
    private readonly string _reason;

    public UnusableValuePlan(string? name, MessageException cause)
    {
        _name = name;
        _failure = cause.Failure;
        _reason = cause.Message;
    }

    public override void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition)
    {
        context.CountValue();
        context.Sink.Error(name, new FieldError(_reason, null));
    }

    public override void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast) =>
        throw new MessageException(_failure, _reason);

    public override ValueDescription Describe() => new() { Name = _name };
}
