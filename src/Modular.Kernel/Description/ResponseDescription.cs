using Modular.Kernel.Services;

namespace Modular.Kernel.Description;

/// <summary>Describes a response of a service.</summary>
public sealed class ResponseDescription
{
    internal ResponseDescription()
    {
    }

    /// <summary>Position in <see cref="KernelService.Responses"/>.</summary>
    public int Index => throw new NotImplementedException();

    /// <summary>Positive or negative.</summary>
    public ResponseKind Kind => throw new NotImplementedException();

    /// <summary>Parameters in the order of the database.</summary>
    public IReadOnlyList<ParameterDescription> Parameters => throw new NotImplementedException();

    /// <summary>Length of the response in bytes where it is always the same, else null.</summary>
    public int? FixedLength => throw new NotImplementedException();
}
