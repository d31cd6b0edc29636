using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Content of a dynamically defined message (DYNAMIC): bytes, since only its definition at run time tells more.</summary>
internal sealed class DynamicPlan : ParameterPlan
{
    public DynamicPlan(in ParameterSite site)
        : base(site)
    {
    }

    public override void Decode(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        context.Take(position, 0);
        context.Sink.Bytes(View.ShortNameUtf8, context.Message[position..]);
        context.Cursor = context.Message.Length;
    }

    public override void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast)
    {
        context.Cursor = position;
        if (value.Kind == ParameterValueKind.Bytes)
        {
            value.AsBytes().CopyTo(context.Reserve(position, value.AsBytes().Length));
            context.Cursor += value.AsBytes().Length;
        }
        else if (value.Kind != ParameterValueKind.Null)
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"'{Name}' needs bytes");
        }
    }

    protected override ParameterDescription Describe() => new(this, ParameterKind.Dynamic)
    {
        Type = ScalarDescription.Bytes(null),
    };
}
