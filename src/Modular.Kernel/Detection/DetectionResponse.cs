using Modular.Kernel.Services;

namespace Modular.Kernel.Detection;

/// <summary>An answer to one of the <see cref="VariantDetection.Services"/>.</summary>
/// <param name="Service">The service.</param>
/// <param name="Request">The request as sent.</param>
/// <param name="Response">The answer; empty for none.</param>
public sealed record DetectionResponse(KernelService Service, ReadOnlyMemory<byte> Request, ReadOnlyMemory<byte> Response);
