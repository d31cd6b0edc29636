using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Components;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>The components: list, capabilities, variant detection.</summary>
internal sealed class ComponentEndpoints : IRouteSource
{
    private readonly JsonBodyPool _bodies;
    private readonly ComponentLinks _links;
    private readonly RequestOrigin _origin;
    private readonly ComponentLists _lists;

    /// <summary>Creates the endpoints.</summary>
    /// <param name="bodies">Lends bodies.</param>
    /// <param name="links">Paths of components.</param>
    /// <param name="origin">Scheme and host for links.</param>
    /// <param name="lists">Further lists of components.</param>
    public ComponentEndpoints(JsonBodyPool bodies, ComponentLinks links, RequestOrigin origin, ComponentLists lists)
    {
        _lists = lists;
        _bodies = bodies;
        _links = links;
        _origin = origin;
        Routes =
        [
            SovdRoute.Read(ReferencePaths.Components, RouteTarget.Vehicle, CallerRule.Discovery, List),
            SovdRoute.Read(ReferencePaths.Component, RouteTarget.Component, CallerRule.Discovery, GetOne),
            // Detection only asks questions of the ECU: nobody's work is disturbed, so no lock is asked for.
            SovdRoute.Change(HttpMethods.Put, ReferencePaths.Component, LockRule.None, DetectAsync),
            SovdRoute.Change(HttpMethods.Post, ReferencePaths.Component, LockRule.None, DetectAsync),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SovdRoute> Routes { get; }

    /// <summary>Whether special data groups are asked for, by either of their names.</summary>
    /// <param name="request">The request.</param>
    /// <returns>True when they are.</returns>
    internal static bool WantsSpecialData(SovdRequest request) =>
        request.IsSet("x-sovd2uds-includesdgs") || request.IsSet("x-include-sdgs");

    private ValueTask<Reply> List(SovdRequest request, CancellationToken cancellationToken)
    {
        var origin = _origin.Of(request.Http);
        var body = _bodies.Rent();
        var json = body.Writer;
        var ecus = request.Tester.Ecus;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        for (var i = 0; i < ecus.Count; i++)
        {
            if (request.IsVisible(ecus[i].Name))
            {
                WriteReference(json, ecus[i], origin);
            }
        }

        json.WriteEndArray();
        for (var list = 0; list < _lists.Names.Count; list++)
        {
            json.WriteStartArray(_lists.Names[list]);
            for (var i = 0; i < ecus.Count; i++)
            {
                if (_lists.Contains(list, ecus[i]) && request.IsVisible(ecus[i].Name))
                {
                    WriteReference(json, ecus[i], origin);
                }
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private void WriteReference(Utf8JsonWriter json, IEcu ecu, string origin)
    {
        var link = _links.For(ecu.Name);
        json.WriteStartObject();
        ComponentLinks.Write(json, "href"u8, origin, link.Path, string.Empty);
        json.WriteString("id"u8, link.Id);
        json.WriteString("name"u8, ecu.Name);
        json.WriteEndObject();
    }

    private ValueTask<Reply> GetOne(SovdRequest request, CancellationToken cancellationToken)
    {
        var ecu = request.Ecu;
        var origin = _origin.Of(request.Http);
        var link = _links.For(ecu.Name);
        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("id"u8, link.Id);
        json.WriteString("name"u8, ecu.Name);
        WriteVariant(json, ecu.Status);
        ComponentLinks.Write(json, "locks"u8, origin, link.Path, "/locks");
        ComponentLinks.Write(json, "operations"u8, origin, link.Path, "/operations");
        ComponentLinks.Write(json, "data"u8, origin, link.Path, "/data");
        ComponentLinks.Write(json, "configurations"u8, origin, link.Path, "/configurations");
        if (WantsSpecialData(request))
        {
            SpecialDataGroupWriter.WriteMember(json, ecu.SpecialDataGroups);
        }

        ComponentLinks.Write(json, "x-single-ecu-jobs"u8, origin, link.Path, "/x-single-ecu-jobs");
        ComponentLinks.Write(json, "faults"u8, origin, link.Path, "/faults");
        ComponentLinks.Write(json, "modes"u8, origin, link.Path, "/modes");
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private static async ValueTask<Reply> DetectAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        // An ECU that does not answer is a status to be read afterwards, not a failure of this request.
        await request.Ecu.DetectVariantAsync(cancellationToken).ConfigureAwait(false);
        return Reply.Empty(StatusCodes.Status201Created);
    }

    private static void WriteVariant(Utf8JsonWriter json, EcuStatus status)
    {
        json.WriteStartObject("variant"u8);
        json.WriteString("name"u8, status.Variant ?? EcuStatusWords.UnknownVariant);
        json.WriteBoolean("is_base_variant"u8, status.IsBaseVariant);
        json.WriteString("state"u8, EcuStatusWords.Of(status.State));
        json.WriteString("logical_address"u8, EcuStatusWords.Address(status.LogicalAddress));
        json.WriteEndObject();
    }
}
