using Modular.Kernel.Layers;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Detection;

/// <summary>Tells the variant of an ECU by the answers to identification services. Immutable, safe for concurrent use.</summary>
public sealed class VariantDetection
{
    private VariantDetection(IReadOnlyList<KernelService> services, IReadOnlyList<VariantPattern> patterns)
    {
        Services = services;
        Patterns = patterns;
    }

    /// <summary>
    /// The distinct services whose answers are needed, in the order of the variants' patterns; empty when no variant
    /// has a pattern.
    /// </summary>
    public IReadOnlyList<KernelService> Services { get; }

    /// <summary>
    /// The patterns of all ECU variants in the order of the database, so that a simulated ECU can answer as the variant
    /// it is to be.
    /// </summary>
    public IReadOnlyList<VariantPattern> Patterns { get; }

    /// <summary>
    /// Finds the first variant, in the order of the database, with any pattern whose matching parameters all have the
    /// expected values. Numbers, texts and byte fields are compared by value.
    /// </summary>
    /// <param name="responses">Answers received; a service without one, or with a negative one, matches nothing.</param>
    /// <returns>The variant, or null when none matches. The base variant is never the result.</returns>
    public DiagnosticLayer? Evaluate(IReadOnlyCollection<DetectionResponse> responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        var decoded = new Dictionary<string, ValueCollector>(StringComparer.Ordinal);
        foreach (var response in responses)
        {
            if (TryDecode(response, out var values))
            {
                decoded[response.Service.ShortName] = values;
            }
        }

        return Patterns.FirstOrDefault(pattern => pattern.Parameters.All(value => MatchingComparison.Matches(value, decoded)))?.Variant;
    }

    internal static VariantDetection Create(DiagnosticDatabase database) => Guard.Read(() => Read(database), database.EcuName);

    private static VariantDetection Read(DiagnosticDatabase database)
    {
        var patterns = new List<VariantPattern>();
        foreach (var variant in database.Database.Root.Variants)
        {
            // Known writers store something else under the patterns of a base variant.
            if (variant.IsBaseVariant || variant.DiagLayer is not { } layer)
            {
                continue;
            }

            var known = database.Variants.First(known => known.Source.Layer == layer);
            foreach (var pattern in variant.VariantPatterns)
            {
                // A pattern of which a part cannot be evaluated matches nothing.
                var parameters = ReadPattern(pattern, database, known);
                if (parameters.Count > 0 && parameters.Count == pattern.MatchingParameters.Count)
                {
                    patterns.Add(new VariantPattern(known, parameters));
                }
            }
        }

        var services = patterns.SelectMany(pattern => pattern.Parameters).Select(parameter => parameter.Service).Distinct();
        return new VariantDetection([.. services], patterns);
    }

    private static List<MatchingParameter> ReadPattern(
        Mdd.Schema.VariantPattern pattern, DiagnosticDatabase database, DiagnosticLayer variant)
    {
        var parameters = new List<MatchingParameter>(pattern.MatchingParameters.Count);
        foreach (var parameter in pattern.MatchingParameters)
        {
            // Before detection the base variant is in force, so its services are the ones that can be sent.
            if (parameter.DiagService?.DiagComm?.ShortName is { } name
                && parameter.OutParam?.ShortName is { } output
                && (database.BaseVariant?.Find(name) ?? variant.Find(name)) is { } service)
            {
                parameters.Add(new MatchingParameter(service, output, parameter.ExpectedValue ?? ""));
            }
        }

        return parameters;
    }

    private static bool TryDecode(DetectionResponse response, out ValueCollector values)
    {
        values = new ValueCollector();
        if (response.Response.IsEmpty)
        {
            return false;
        }

        try
        {
            var decoding = response.Service.DecodeResponse(response.Request.Span, response.Response.Span, values);
            return decoding.Kind == ResponseKind.Positive;
        }
        catch (DiagnosticException)
        {
            // An answer that does not fit its description tells nothing of the variant.
            return false;
        }
    }
}
