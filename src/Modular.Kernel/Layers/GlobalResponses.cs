using Modular.Mdd.Schema;

namespace Modular.Kernel.Layers;

/// <summary>The negative responses which a layer allows for each of its services (GLOBAL-NEG-RESPONSE), own and inherited.</summary>
/// <param name="Items">The responses, nearest layer first.</param>
/// <param name="Id">Equal for equal responses within a database; 0 for none.</param>
internal sealed record GlobalResponses(IReadOnlyList<Response> Items, int Id)
{
    /// <summary>None.</summary>
    public static GlobalResponses None { get; } = new([], 0);
}
