namespace Modular.Sdk.Security;

/// <summary>A resource of the REST API that a caller wants to use or to see.</summary>
/// <param name="Kind">What kind of entity it belongs to.</param>
/// <param name="Entity">Name of the ECU, functional group or app; empty for the server itself. Compares without case.</param>
/// <param name="Resource">
/// Name of the resource collection as it stands in the path, for example <c>data</c>, <c>operations</c>, <c>faults</c>,
/// <c>modes</c>, <c>locks</c>, <c>configurations</c>, <c>bulk-data</c>; empty for the entity itself.
/// </param>
/// <param name="IsWriting">True for anything but reading.</param>
/// <param name="IsListing">True when the entity is only to be listed, false when the resource is to be used.</param>
public readonly record struct ResourceUse(EntityKind Kind, string Entity, string Resource, bool IsWriting, bool IsListing);
