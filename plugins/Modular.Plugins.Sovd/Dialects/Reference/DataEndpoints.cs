using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Configuration;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Plugins.Sovd.Naming;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>The data of a component: list, read, write.</summary>
internal sealed class DataEndpoints : IRouteSource
{
    private const string Collection = ReferencePaths.Component + "/data";
    private const string Item = Collection + "/{service}";

    private readonly JsonBodyPool _bodies;
    private readonly DataDirectoryCache _directories;
    private readonly ReferenceErrors _errors;
    private readonly int _maxBodyBytes;

    /// <summary>Creates the endpoints.</summary>
    /// <param name="bodies">Lends bodies.</param>
    /// <param name="directories">Data by name.</param>
    /// <param name="errors">Errors of the dialect.</param>
    /// <param name="options">Section <c>Sovd</c>.</param>
    public DataEndpoints(JsonBodyPool bodies, DataDirectoryCache directories, ReferenceErrors errors, IOptions<SovdOptions> options)
    {
        _bodies = bodies;
        _directories = directories;
        _errors = errors;
        _maxBodyBytes = options.Value.MaxRequestBodyBytes;
        var writeLock = options.Value.RequireLockForDataWrite ? LockRule.Required : LockRule.ForeignRefuses;
        Routes =
        [
            SovdRoute.Read(Collection, RouteTarget.Component, CallerRule.Authenticated, List),
            SovdRoute.Read(Item, RouteTarget.Component, CallerRule.Authenticated, ReadAsync),
            SovdRoute.Change(HttpMethods.Put, Item, writeLock, WriteAsync),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SovdRoute> Routes { get; }

    private ValueTask<Reply> List(SovdRequest request, CancellationToken cancellationToken)
    {
        var ecu = request.Ecu;
        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        var data = _directories.For(ecu.Services).Listed;
        for (var i = 0; i < data.Count; i++)
        {
            var datum = data[i];
            if (!ecu.IsVisible(datum.Service))
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("category"u8, datum.Service.Semantic ?? string.Empty);
            json.WriteString("id"u8, datum.Id);
            json.WriteString("name"u8, datum.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private ValueTask<Reply> ReadAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        if (_directories.For(request.Ecu.Services).FindReadable(request.Route("service")) is not { } datum)
        {
            return ValueTask.FromResult(ProblemReply.Create(_bodies, _errors.NotFound(request.Http.Path)));
        }

        return ComponentEndpoints.WantsSpecialData(request)
            ? ValueTask.FromResult(WriteSpecialData(request, datum))
            : ExecuteAsync(request, datum, ServiceInput.None, cancellationToken);
    }

    private async ValueTask<Reply> WriteAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        if (_directories.For(request.Ecu.Services).FindWritable(request.Route("service")) is not { } datum)
        {
            return ProblemReply.Create(_bodies, _errors.NotFound(request.Http.Path));
        }

        switch (ContentTypes.FormOf(request.Http.ContentType))
        {
            case PayloadForm.Json:
                using (var document = await RequestBodyReader.ReadObjectAsync(request.Http, _maxBodyBytes, cancellationToken).ConfigureAwait(false))
                {
                    if (!document.RootElement.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Object)
                    {
                        throw MalformedBodyException.Member("data", "an object of parameters");
                    }

                    var input = new ServiceInput(new JsonParameterSource(data), null);
                    return await ExecuteAsync(request, datum, input, cancellationToken).ConfigureAwait(false);
                }

            case PayloadForm.Bytes:
                var bytes = await RequestBodyReader.ReadBytesAsync(request.Http, _maxBodyBytes, cancellationToken).ConfigureAwait(false);
                return await ExecuteAsync(request, datum, new ServiceInput(null, bytes), cancellationToken).ConfigureAwait(false);

            default:
                return ProblemReply.Create(_bodies, ReferenceErrors.BadRequest(
                    $"Content-Type must be {ContentTypes.Json} or {ContentTypes.Bytes}"));
        }
    }

    private async ValueTask<Reply> ExecuteAsync(SovdRequest request, DataResource datum, ServiceInput input, CancellationToken cancellationToken)
    {
        switch (ContentTypes.NegotiateAnswer(request.Http))
        {
            case PayloadForm.Json:
                return await ExecuteToJsonAsync(request.Ecu, datum, input, cancellationToken).ConfigureAwait(false);

            case PayloadForm.Bytes:
                var outcome = await request.Ecu.ExecuteAsync(datum.Service, input, null, cancellationToken).ConfigureAwait(false);
                if (!outcome.IsSuccess)
                {
                    return ProblemReply.Create(_bodies, ReferenceErrors.FromOutcome(outcome, request.Ecu.Name));
                }

                return outcome.Data.IsEmpty
                    ? Reply.Empty(StatusCodes.Status204NoContent)
                    : Reply.Bytes(outcome.Data, ContentTypes.Bytes);

            default:
                return ProblemReply.Create(_bodies, ReferenceErrors.BadRequest(
                    $"Accept must allow {ContentTypes.Json} or {ContentTypes.Bytes}"));
        }
    }

    private async ValueTask<Reply> ExecuteToJsonAsync(GuardedEcu ecu, DataResource datum, ServiceInput input, CancellationToken cancellationToken)
    {
        var body = _bodies.Rent();
        var keep = false;
        try
        {
            var json = body.Writer;
            var sink = body.Sink;
            sink.Start("/data"u8, ReferenceFieldErrors.Instance);
            json.WriteStartObject();
            json.WriteString("id"u8, datum.LowerId);
            json.WriteStartObject("data"u8);
            var outcome = await ecu.ExecuteAsync(datum.Service, input, sink, cancellationToken).ConfigureAwait(false);
            if (!outcome.IsSuccess)
            {
                return ProblemReply.Create(_bodies, ReferenceErrors.FromOutcome(outcome, ecu.Name));
            }

            if (sink.IsEmpty)
            {
                return Reply.Empty(StatusCodes.Status204NoContent);
            }

            json.WriteEndObject();
            if (sink.HasErrors)
            {
                json.WritePropertyName("errors"u8);
                sink.WriteErrors(json);
            }

            json.WriteEndObject();
            keep = true;
            return Reply.Json(body);
        }
        finally
        {
            if (!keep)
            {
                body.Dispose();
            }
        }
    }

    private Reply WriteSpecialData(SovdRequest request, DataResource datum)
    {
        if (!request.Ecu.IsVisible(datum.Service))
        {
            return ProblemReply.Create(_bodies, ReferenceErrors.Forbidden($"You may not use {datum.Service.ShortName} of {request.Ecu.Name}."));
        }

        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteStartObject("items"u8);
        json.WriteStartObject($"{datum.Id.ToLowerInvariant()}_read");
        SpecialDataGroupWriter.WriteMember(json, datum.Service.SpecialDataGroups);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        return Reply.Json(body);
    }
}
