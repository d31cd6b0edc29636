using Modular.Kernel.Services;

namespace Modular.Kernel.Detection;

/// <summary>A value that an answer must have for a variant.</summary>
/// <param name="Service">The identification service.</param>
/// <param name="Parameter">Short name of the parameter of its response.</param>
/// <param name="ExpectedValue">Physical value as text of the database.</param>
public sealed record MatchingParameter(KernelService Service, string Parameter, string ExpectedValue);
