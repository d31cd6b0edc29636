using Modular.Kernel.Plans;
using Modular.Kernel.Services;

namespace Modular.Kernel.Description;

/// <summary>Describes a response of a service.</summary>
public sealed class ResponseDescription
{
    private IReadOnlyList<ParameterDescription>? _parameters;

    internal ResponseDescription(int index, ResponseKind kind, ListPlan plan)
    {
        Index = index;
        Kind = kind;
        Plan = plan;
    }

    /// <summary>Position in <see cref="KernelService.Responses"/>.</summary>
    public int Index { get; }

    /// <summary>Positive or negative.</summary>
    public ResponseKind Kind { get; }

    /// <summary>Parameters in the order of the database.</summary>
    public IReadOnlyList<ParameterDescription> Parameters => _parameters ??= Plan.Describe();

    /// <summary>Length of the response in bytes where it is always the same, else null.</summary>
    public int? FixedLength => Plan.FixedBytes;

    internal ListPlan Plan { get; }
}
