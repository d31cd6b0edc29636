using Modular.Kernel.Computing;

namespace Modular.Kernel.Plans;

/// <summary>A case of a multiplexer.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Range">Keys of the case; null for the default case.</param>
/// <param name="Content">Its structure; null when it has none.</param>
internal sealed record MuxCasePlan(string Name, ValueRange? Range, ValuePlan? Content)
{
    public byte[] NameUtf8 { get; } = System.Text.Encoding.UTF8.GetBytes(Name);
}
