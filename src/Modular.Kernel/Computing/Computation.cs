using Modular.Kernel.Coding;

namespace Modular.Kernel.Computing;

/// <summary>
/// A COMPU-METHOD: internal values to physical ones and back. Results are not yet brought into the physical or internal
/// type; <see cref="TypeConversion"/> does that.
/// </summary>
internal abstract class Computation
{
    /// <summary>Whether physical values are texts of a table.</summary>
    public virtual bool IsTextTable => false;

    /// <summary>Texts of a table in the order of the database.</summary>
    public virtual IReadOnlyList<string> Texts => [];

    /// <summary>Computes the physical value.</summary>
    /// <returns>False when the method is not defined for the value.</returns>
    public abstract bool TryToPhysical(CodedValue value, out CodedValue result);

    /// <summary>Computes the internal value.</summary>
    /// <returns>False when the method is not defined for the value, or has no inverse.</returns>
    public abstract bool TryToInternal(CodedValue value, out CodedValue result);

    /// <summary>Finds the internal value of a text of a table.</summary>
    /// <returns>False when the table has no such text.</returns>
    public virtual bool TryToInternal(string text, out CodedValue result)
    {
        result = default;
        return false;
    }
}
