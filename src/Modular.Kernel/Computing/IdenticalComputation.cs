using Modular.Kernel.Coding;

namespace Modular.Kernel.Computing;

/// <summary>IDENTICAL: the physical value is the internal one.</summary>
internal sealed class IdenticalComputation : Computation
{
    public override bool TryToPhysical(CodedValue value, out CodedValue result)
    {
        result = value;
        return true;
    }

    public override bool TryToInternal(CodedValue value, out CodedValue result)
    {
        result = value;
        return true;
    }
}
