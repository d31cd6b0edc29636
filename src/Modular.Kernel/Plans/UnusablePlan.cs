using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A parameter which the database does not describe well enough; the rest of the message is still usable.</summary>
internal sealed class UnusablePlan : ParameterPlan
{
    private readonly ParameterKind _kind;
    private readonly DiagnosticFailure _failure;
    private readonly string _reason;

    public UnusablePlan(in ParameterSite site, ParameterKind kind, MessageException cause)
        : base(site)
    {
        _kind = kind;
        _failure = cause.Failure;
        _reason = cause.Message;
    }

    public override bool IsOptional => false;

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        context.Sink.Error(View.ShortNameUtf8, new FieldError(_reason, null));
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast) =>
        throw new MessageException(_failure, _reason);

    protected override ParameterDescription Describe() => new(this, _kind);
}
