using Modular.Uds.Messages;

namespace Modular.Uds.Ecu;

/// <summary>A handler made of a function.</summary>
/// <param name="service">The service.</param>
/// <param name="handle">Answers a request.</param>
public sealed class DelegateServiceHandler(
    UdsServiceId service,
    Func<UdsRequest, UdsRequestContext, CancellationToken, ValueTask<UdsResponse>> handle) : IUdsServiceHandler
{
    /// <summary>Makes a handler of a function that needs no waiting.</summary>
    /// <param name="service">The service.</param>
    /// <param name="handle">Answers a request.</param>
    public DelegateServiceHandler(UdsServiceId service, Func<UdsRequest, UdsRequestContext, UdsResponse> handle)
        : this(service, (request, context, _) => ValueTask.FromResult(handle(request, context)))
    {
    }

    /// <inheritdoc/>
    public UdsServiceId Service => service;

    /// <inheritdoc/>
    public int MinimumLength { get; init; } = service.HasSubFunction() ? 2 : 1;

    /// <summary>Sessions in which the service may be used; null for all.</summary>
    public IReadOnlyCollection<byte>? Sessions { get; init; }

    /// <summary>Sub-functions that exist; null for all.</summary>
    public IReadOnlyCollection<byte>? SubFunctions { get; init; }

    /// <inheritdoc/>
    public Availability GetAvailability(byte session) =>
        Sessions is null || Sessions.Contains(session) ? Availability.Supported : Availability.NotSupportedInActiveSession;

    /// <inheritdoc/>
    public Availability GetSubFunctionAvailability(byte subFunction, byte session) =>
        SubFunctions is null || SubFunctions.Contains(subFunction) ? Availability.Supported : Availability.NotSupported;

    /// <inheritdoc/>
    public ValueTask<UdsResponse> HandleAsync(UdsRequest request, UdsRequestContext context, CancellationToken cancellationToken) =>
        handle(request, context, cancellationToken);
}
