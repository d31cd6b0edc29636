using System.Text.Json;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>The vehicle's network: gateways, ECUs, functional groups.</summary>
internal sealed class NetworkStructureEndpoints : IRouteSource
{
    private readonly JsonBodyPool _bodies;

    /// <summary>Creates the endpoint.</summary>
    /// <param name="bodies">Lends bodies.</param>
    public NetworkStructureEndpoints(JsonBodyPool bodies)
    {
        _bodies = bodies;
        Routes =
        [
            SovdRoute.Read(ReferencePaths.Root + "/apps/sovd2uds/data/networkstructure", RouteTarget.Vehicle, CallerRule.Discovery, Get),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SovdRoute> Routes { get; }

    private ValueTask<Reply> Get(SovdRequest request, CancellationToken cancellationToken)
    {
        var structure = request.Tester.GetNetworkStructure();
        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("id"u8, "networkstructure"u8);
        json.WriteStartArray("data"u8);
        json.WriteStartObject();
        json.WriteStartArray("FunctionalGroups"u8);
        foreach (var group in structure.FunctionalGroups)
        {
            if (!request.IsVisible(EntityKind.FunctionalGroup, group.Name))
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("Qualifier"u8, group.Name);
            WriteEcus(json, request, group.Ecus);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("Gateways"u8);
        foreach (var gateway in structure.Gateways)
        {
            json.WriteStartObject();
            json.WriteString("Name"u8, gateway.Name);
            json.WriteString("NetworkAddress"u8, gateway.NetworkAddress);
            json.WriteString("LogicalAddress"u8, EcuStatusWords.Address(gateway.LogicalAddress));
            WriteEcus(json, request, gateway.Ecus);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private static void WriteEcus(Utf8JsonWriter json, SovdRequest request, IReadOnlyList<NetworkEcu> ecus)
    {
        json.WriteStartArray("Ecus"u8);
        for (var i = 0; i < ecus.Count; i++)
        {
            if (!request.IsVisible(ecus[i].Name))
            {
                continue;
            }

            var status = ecus[i].Status;
            json.WriteStartObject();
            json.WriteString("Qualifier"u8, ecus[i].Name);
            json.WriteString("Variant"u8, status.Variant ?? EcuStatusWords.UnknownVariant);
            json.WriteString("EcuState"u8, EcuStatusWords.Of(status.State));
            json.WriteString("LogicalAddress"u8, EcuStatusWords.Address(status.LogicalAddress));
            json.WriteString("LogicalLink"u8, $"{ecus[i].Name}_on_{status.Protocol}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
