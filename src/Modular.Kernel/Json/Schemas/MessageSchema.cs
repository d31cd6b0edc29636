using System.Text.Json;
using Modular.Kernel.Description;
using Modular.Kernel.Services;

namespace Modular.Kernel.Json.Schemas;

/// <summary>
/// Describes the JSON of a service's parameters as JSON Schema: draft-07 keywords only, so that the same text is also a schema
/// object of OpenAPI 3.1. Limits, texts of tables, defaults and lengths come from the database; the unit is <c>x-unit</c>.
/// </summary>
public static class MessageSchema
{
    /// <summary>Writes the schema of the parameters of a request. Constants are not among them.</summary>
    /// <param name="writer">Takes the schema, one object.</param>
    /// <param name="service">The service.</param>
    /// <param name="options">Which JSON is described.</param>
    /// <exception cref="Sdk.Diagnostics.DiagnosticException">The database is invalid.</exception>
    public static void WriteRequest(Utf8JsonWriter writer, KernelService service, SchemaOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(options);
        new ValueSchemaWriter(writer, options, isRequest: true).WriteMembers(service.RequestParameters.Where(IsGiven), depth: 0);
    }

    /// <summary>Writes the schema of the values of a response.</summary>
    /// <param name="writer">Takes the schema, one object.</param>
    /// <param name="response">The response.</param>
    /// <param name="options">Which JSON is described.</param>
    /// <exception cref="Sdk.Diagnostics.DiagnosticException">The database is invalid.</exception>
    public static void WriteResponse(Utf8JsonWriter writer, ResponseDescription response, SchemaOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(options);
        var parameters = response.Parameters.Where(parameter =>
            parameter.Kind != ParameterKind.Reserved
            && (options.MappedSemantics is null || parameter.Semantic is null || options.MappedSemantics.Contains(parameter.Semantic)));
        new ValueSchemaWriter(writer, options, isRequest: false).WriteMembers(parameters, depth: 0);
    }

    private static bool IsGiven(ParameterDescription parameter) => parameter.Kind is not
        (ParameterKind.CodedConst or ParameterKind.PhysConst or ParameterKind.NrcConst or ParameterKind.Reserved or ParameterKind.MatchingRequestParam);
}
