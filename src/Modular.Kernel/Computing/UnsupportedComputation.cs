using Modular.Kernel.Coding;

namespace Modular.Kernel.Computing;

/// <summary>COMPUCODE: program code of the database's author, which is not executed. Every value stays without a meaning.</summary>
internal sealed class UnsupportedComputation : Computation
{
    public override bool TryToPhysical(CodedValue value, out CodedValue result)
    {
        result = default;
        return false;
    }

    public override bool TryToInternal(CodedValue value, out CodedValue result)
    {
        result = default;
        return false;
    }
}
