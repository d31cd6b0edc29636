using Modular.Kernel.Plans;
using Modular.Kernel.Services;

namespace Modular.Kernel.Description;

/// <summary>Describes a response of a service.</summary>
public sealed class ResponseDescription
{
    private IReadOnlyList<ParameterDescription>? _parameters;

    internal ResponseDescription(int index, string? shortName, ResponseKind kind, bool isGlobal, ListPlan plan)
    {
        Index = index;
        ShortName = shortName;
        IsGlobal = isGlobal;
        Kind = kind;
        Plan = plan;
    }

    /// <summary>Position in <see cref="KernelService.Responses"/>.</summary>
    public int Index { get; }

    /// <summary>Short name, or null: the published form of the database does not keep it, ours does.</summary>
    public string? ShortName { get; }

    /// <summary>Whether it is a negative response which the layer allows for each of its services (GLOBAL-NEG-RESPONSE).</summary>
    public bool IsGlobal { get; }

    /// <summary>Positive or negative.</summary>
    public ResponseKind Kind { get; }

    /// <summary>Parameters in the order of the database.</summary>
    public IReadOnlyList<ParameterDescription> Parameters => _parameters ??= Plan.Describe();

    /// <summary>Length of the response in bytes where it is always the same, else null.</summary>
    public int? FixedLength => Plan.FixedBytes;

    internal ListPlan Plan { get; }
}
