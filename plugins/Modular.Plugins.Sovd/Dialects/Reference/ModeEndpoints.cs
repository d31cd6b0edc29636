using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Configuration;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Plugins.Sovd.Modes;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>The modes of a component: for now its diagnostic session.</summary>
internal sealed class ModeEndpoints : IRouteSource
{
    private const string Collection = ReferencePaths.Component + "/modes";
    private const string Session = Collection + "/session";
    private const string SessionId = "session";
    private const string SessionName = "Diagnostic session";

    private readonly JsonBodyPool _bodies;
    private readonly SessionExpiry _expiry;
    private readonly ReferenceErrors _errors;
    private readonly SovdOptions _options;

    /// <summary>Creates the endpoints.</summary>
    /// <param name="bodies">Lends bodies.</param>
    /// <param name="expiry">Ends sessions after their time.</param>
    /// <param name="errors">Errors of the dialect.</param>
    /// <param name="options">Section <c>Sovd</c>.</param>
    public ModeEndpoints(JsonBodyPool bodies, SessionExpiry expiry, ReferenceErrors errors, IOptions<SovdOptions> options)
    {
        _bodies = bodies;
        _expiry = expiry;
        _errors = errors;
        _options = options.Value;
        Routes =
        [
            SovdRoute.Read(Collection, RouteTarget.Component, CallerRule.Authenticated, List),
            SovdRoute.Read(Session, RouteTarget.Component, CallerRule.Authenticated, GetSession),
            SovdRoute.Change(HttpMethods.Put, Session, LockRule.Required, PutSessionAsync),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SovdRoute> Routes { get; }

    private ValueTask<Reply> List(SovdRequest request, CancellationToken cancellationToken)
    {
        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        if (StateCharts.Find(request.Ecu.StateCharts, StateCharts.Session) is not null)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, SessionId);
            json.WriteString("name"u8, SessionName);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private ValueTask<Reply> GetSession(SovdRequest request, CancellationToken cancellationToken)
    {
        if (StateCharts.Find(request.Ecu.StateCharts, StateCharts.Session) is not { } chart)
        {
            return ValueTask.FromResult(ProblemReply.Create(_bodies, _errors.NotFound(request.Http.Path)));
        }

        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("name"u8, SessionName);
        // The reference adapter's clients compare session names in lower case.
        json.WriteString("value"u8, chart.CurrentState.ToLowerInvariant());
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private async ValueTask<Reply> PutSessionAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        var ecu = request.Ecu;
        using var document = await RequestBodyReader
            .ReadObjectAsync(request.Http, _options.MaxRequestBodyBytes, cancellationToken).ConfigureAwait(false);
        if (!document.RootElement.TryGetProperty("value"u8, out var member) || member.ValueKind != JsonValueKind.String)
        {
            throw MalformedBodyException.Member("value", "the name of a session");
        }

        var value = member.GetString()!;
        var expiration = ExpirationMember.ReadOptional(document.RootElement, "mode_expiration", _options.MaxExpirationSeconds);
        var outcome = await ecu.ChangeStateAsync(StateCharts.Session, value, cancellationToken).ConfigureAwait(false);
        if (!outcome.IsSuccess)
        {
            return ProblemReply.Create(_bodies, ReferenceErrors.FromOutcome(outcome, ecu.Name));
        }

        if (expiration is { } after)
        {
            _expiry.Arm(ecu.Name, after, ecu.LockEpoch);
        }
        else
        {
            _expiry.Disarm(ecu.Name);
        }

        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("id"u8, SessionId);
        json.WriteString("value"u8, value);
        json.WriteEndObject();
        return Reply.Json(body);
    }
}
