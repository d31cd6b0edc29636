using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Modular.Plugins.Sovd.Access;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Http;
using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Http;

/// <summary>What a handler may know of its request.</summary>
internal sealed class SovdRequest
{
    private readonly IDiagnosticTester? _tester;
    private readonly GuardedEcu? _ecu;

    /// <summary>Creates a request. Only the invoker does.</summary>
    /// <param name="context">The request.</param>
    /// <param name="tester">The diagnostic core, where the route is about the vehicle.</param>
    /// <param name="ecu">The component, where the route is about one.</param>
    internal SovdRequest(HttpContext context, IDiagnosticTester? tester, GuardedEcu? ecu)
    {
        Context = context;
        _tester = tester;
        _ecu = ecu;
    }

    /// <summary>The request as the server sees it.</summary>
    public HttpContext Context { get; }

    /// <summary>The request's headers, query and body.</summary>
    public HttpRequest Http => Context.Request;

    /// <summary>The diagnostic core.</summary>
    public IDiagnosticTester Tester => _tester ?? throw new InvalidOperationException("The route is not about the vehicle.");

    /// <summary>The component, past the gate.</summary>
    public GuardedEcu Ecu => _ecu ?? throw new InvalidOperationException("The route is not about a component.");

    /// <summary>Subject of the authenticated caller.</summary>
    public string Subject => Context.GetCaller().Subject;

    /// <summary>Whether an ECU is to be listed for the caller.</summary>
    /// <param name="ecuName">Name of the ECU.</param>
    /// <returns>False when the caller has no right to anything of it.</returns>
    public bool IsVisible(string ecuName) => IsVisible(EntityKind.Component, ecuName);

    /// <summary>Whether an entity is to be listed for the caller.</summary>
    /// <param name="kind">What kind of entity.</param>
    /// <param name="name">Its name.</param>
    /// <returns>False when the caller has no right to anything of it; true for everybody where discovery is open.</returns>
    public bool IsVisible(EntityKind kind, string name) =>
        Context.Features.Get<ICallerFeature>()?.Caller is not { } caller
        || caller.AuthorizeResource(new ResourceUse(kind, name, string.Empty, IsWriting: false, IsListing: true)).IsAllowed;

    /// <summary>A part of the path.</summary>
    /// <param name="name">Name in the route's pattern.</param>
    /// <returns>The part, decoded; the case is the caller's.</returns>
    public string Route(string name) => (string?)Context.GetRouteValue(name) ?? string.Empty;

    /// <summary>Whether a switch is set in the query.</summary>
    /// <param name="name">Name of the switch; compares without case.</param>
    /// <returns>True for <c>true</c>, <c>1</c> and a name without value.</returns>
    public bool IsSet(string name) =>
        Http.Query.TryGetValue(name, out var values)
        && values.Count > 0
        && (string.IsNullOrEmpty(values[^1]) || values[^1] == "1" || string.Equals(values[^1], "true", StringComparison.OrdinalIgnoreCase));
}
