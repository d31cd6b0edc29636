using Modular.Sdk.Security;

namespace Modular.Plugins.Sovd.Access;

/// <summary>
/// Which entity and resource a route is about, read from its pattern, so that no route can be without one: behind the
/// version come an entity and its name, then the resource.
/// </summary>
/// <param name="Kind">What kind of entity.</param>
/// <param name="EntityParameter">Name of the route value that names the entity, or null.</param>
/// <param name="Entity">Its name where the pattern has it; empty for the server itself.</param>
/// <param name="Resource">Name of the resource collection; empty for the entity itself.</param>
internal sealed record RouteResource(EntityKind Kind, string? EntityParameter, string Entity, string Resource)
{
    private const int RootSegments = 2;

    /// <summary>Reads a pattern.</summary>
    /// <param name="pattern">Route pattern, from the root.</param>
    /// <returns>What the route is about.</returns>
    public static RouteResource Of(string pattern)
    {
        var segments = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries).AsSpan();
        if (segments.Length <= RootSegments)
        {
            return new(EntityKind.Server, null, string.Empty, string.Empty);
        }

        segments = segments[RootSegments..];
        return segments[0] switch
        {
            "components" => Create(EntityKind.Component, segments[1..]),
            "apps" => Create(EntityKind.App, segments[1..]),
            "functions" when segments.Length > 1 => Create(EntityKind.FunctionalGroup, segments[2..]),
            "functions" => Create(EntityKind.FunctionalGroup, []),
            _ => new(EntityKind.Server, null, string.Empty, Literal(segments[0])),
        };
    }

    /// <summary>What a request of the route uses.</summary>
    /// <param name="entity">Value of <see cref="EntityParameter"/>, or null.</param>
    /// <param name="isWriting">True for anything but reading.</param>
    /// <returns>The use.</returns>
    public ResourceUse Use(string? entity, bool isWriting) => new(Kind, entity ?? Entity, Resource, isWriting, IsListing: false);

    // A collection of entities is the server's: which of them are listed is decided one by one.
    private static RouteResource Create(EntityKind kind, ReadOnlySpan<string> rest)
    {
        if (rest.IsEmpty)
        {
            return new(EntityKind.Server, null, string.Empty, string.Empty);
        }

        var resource = rest.Length > 1 ? Literal(rest[1]) : string.Empty;
        return rest[0].StartsWith('{')
            ? new(kind, rest[0].Trim('{', '}'), string.Empty, resource)
            : new(kind, null, rest[0], resource);
    }

    private static string Literal(string segment) => segment.StartsWith('{') ? string.Empty : segment;
}
