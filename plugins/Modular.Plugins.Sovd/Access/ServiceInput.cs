using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Access;

/// <summary>What goes into the request of a service: named parameters, raw bytes, or nothing.</summary>
/// <param name="Parameters">Named parameters, or null.</param>
/// <param name="Raw">Bytes behind the constant ones of the request, or null.</param>
internal readonly record struct ServiceInput(IParameterSource? Parameters, ReadOnlyMemory<byte>? Raw)
{
    /// <summary>Nothing.</summary>
    public static ServiceInput None => default;
}
