using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Modular.Plugins.Sovd.Access;
using Modular.Plugins.Sovd.Configuration;
using Modular.Plugins.Sovd.Http;
using Modular.Plugins.Sovd.Json;
using Modular.Plugins.Sovd.Locks;
using Modular.Sdk.Http;

namespace Modular.Plugins.Sovd.Dialects.Reference;

/// <summary>The lock of a component: take, list, read, prolong, give back.</summary>
internal sealed class LockEndpoints : IRouteSource
{
    private const string Collection = ReferencePaths.Component + "/locks";
    private const string Item = Collection + "/{id}";
    private const string ExpirationName = "lock_expiration";
    private const string BreakName = "break_lock";

    private readonly JsonBodyPool _bodies;
    private readonly EcuLocks _locks;
    private readonly ComponentLinks _links;
    private readonly RequestOrigin _origin;
    private readonly ReferenceErrors _errors;
    private readonly SovdOptions _options;

    /// <summary>Creates the endpoints.</summary>
    /// <param name="bodies">Lends bodies.</param>
    /// <param name="locks">The locks.</param>
    /// <param name="links">Paths of components.</param>
    /// <param name="origin">Scheme and host for links.</param>
    /// <param name="errors">Errors of the dialect.</param>
    /// <param name="options">Section <c>Sovd</c>.</param>
    public LockEndpoints(
        JsonBodyPool bodies, EcuLocks locks, ComponentLinks links, RequestOrigin origin, ReferenceErrors errors, IOptions<SovdOptions> options)
    {
        _bodies = bodies;
        _locks = locks;
        _links = links;
        _origin = origin;
        _errors = errors;
        _options = options.Value;
        // The rules of locks are the lock's own: these routes are how one gets past a lock rule.
        Routes =
        [
            SovdRoute.Change(HttpMethods.Post, Collection, LockRule.None, CreateAsync),
            SovdRoute.Read(Collection, RouteTarget.Component, CallerRule.Authenticated, List),
            SovdRoute.Read(Item, RouteTarget.Component, CallerRule.Authenticated, GetOne),
            SovdRoute.Change(HttpMethods.Put, Item, LockRule.None, ExtendAsync),
            SovdRoute.Change(HttpMethods.Delete, Item, LockRule.None, DeleteAsync),
        ];
    }

    /// <inheritdoc/>
    public IReadOnlyList<SovdRoute> Routes { get; }

    private async ValueTask<Reply> CreateAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        var name = request.Ecu.Name;
        var (duration, isBreakRequested) = await ReadWishAsync(request, cancellationToken).ConfigureAwait(false);
        var (outcome, held, reason) = await _locks
            .AcquireAsync(name, request.Context.GetCaller(), duration, isBreakRequested, cancellationToken).ConfigureAwait(false);
        if (outcome == LockOutcome.Foreign)
        {
            return ProblemReply.Create(_bodies, ReferenceErrors.Forbidden($"{name} is locked by another client{(reason is null ? string.Empty : $": {reason}")}"));
        }

        if (held is null)
        {
            return ProblemReply.Create(_bodies, _errors.NotFound(request.Http.Path));
        }

        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("id"u8, held.Id);
        json.WriteEndObject();
        return Reply.Json(body, StatusCodes.Status201Created) with
        {
            Location = $"{_origin.Of(request.Http)}{_links.For(name).Path}/locks/{held.Id}",
        };
    }

    private ValueTask<Reply> List(SovdRequest request, CancellationToken cancellationToken)
    {
        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        if (_locks.TryFind(request.Ecu.Name, out var held))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, held.Id);
            json.WriteBoolean("owned"u8, string.Equals(held.Owner, request.Subject, StringComparison.Ordinal));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private ValueTask<Reply> GetOne(SovdRequest request, CancellationToken cancellationToken)
    {
        if (IsBroken(request))
        {
            return ValueTask.FromResult(ProblemReply.Create(_bodies, ReferenceErrors.LockBroken(request.Ecu.Name)));
        }

        if (!_locks.TryFind(request.Ecu.Name, out var held) || !string.Equals(held.Id, request.Route("id"), StringComparison.OrdinalIgnoreCase))
        {
            return ValueTask.FromResult(ProblemReply.Create(_bodies, _errors.NotFound(request.Http.Path)));
        }

        var body = _bodies.Rent();
        var json = body.Writer;
        json.WriteStartObject();
        json.WriteString("lock_expiration"u8, held.ExpiresAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteEndObject();
        return ValueTask.FromResult(Reply.Json(body));
    }

    private async ValueTask<Reply> ExtendAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        var name = request.Ecu.Name;
        var (duration, _) = await ReadWishAsync(request, cancellationToken).ConfigureAwait(false);
        return _locks.Extend(name, request.Route("id"), request.Subject, duration) switch
        {
            LockOutcome.Extended => Reply.Empty(StatusCodes.Status204NoContent),
            LockOutcome.Broken => ProblemReply.Create(_bodies, ReferenceErrors.LockBroken(name)),
            LockOutcome.NoLock => ProblemReply.Create(_bodies, ReferenceErrors.Conflict("No lock found")),
            LockOutcome.OtherLock => ProblemReply.Create(_bodies, ReferenceErrors.Forbidden($"{name} is locked, but not by this lock")),
            _ => ProblemReply.Create(_bodies, ReferenceErrors.Forbidden($"{name} is locked by another client")),
        };
    }

    private async ValueTask<Reply> DeleteAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        var name = request.Ecu.Name;
        var outcome = await _locks.ReleaseAsync(name, request.Route("id"), request.Subject, cancellationToken).ConfigureAwait(false);
        return outcome switch
        {
            LockOutcome.Released => Reply.Empty(StatusCodes.Status204NoContent),
            LockOutcome.Foreign => ProblemReply.Create(_bodies, ReferenceErrors.Forbidden($"{name} is locked by another client")),
            _ => ProblemReply.Create(_bodies, _errors.NotFound(request.Http.Path)),
        };
    }

    private bool IsBroken(SovdRequest request) =>
        _locks.FindBroken(request.Ecu.Name, request.Subject) is { } broken
        && string.Equals(broken.Id, request.Route("id"), StringComparison.OrdinalIgnoreCase);

    private async ValueTask<(TimeSpan Duration, bool IsBreakRequested)> ReadWishAsync(SovdRequest request, CancellationToken cancellationToken)
    {
        using var document = await RequestBodyReader
            .ReadObjectAsync(request.Http, _options.MaxRequestBodyBytes, cancellationToken).ConfigureAwait(false);
        var duration = ExpirationMember.Read(document.RootElement, ExpirationName, _options.MaxExpirationSeconds);
        var isBreakRequested = document.RootElement.TryGetProperty(BreakName, out var member) && member.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw MalformedBodyException.Member(BreakName, "true or false"),
        };
        return (duration, isBreakRequested);
    }
}
