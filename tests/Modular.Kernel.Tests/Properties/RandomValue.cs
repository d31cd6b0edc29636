using System.Text.Json.Nodes;
using Modular.Mdd.Authoring;

namespace Modular.Kernel.Tests.Properties;

/// <summary>A data object made by chance, and values that fit it.</summary>
/// <param name="Dop">The description.</param>
/// <param name="Make">Makes a value as the decoder gives it back.</param>
/// <param name="TakesRest">Whether it takes all the message that is left, so that nothing may follow.</param>
internal sealed record RandomValue(DopDefinition Dop, Func<Random, JsonNode> Make, bool TakesRest = false);
