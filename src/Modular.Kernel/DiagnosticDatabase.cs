using Modular.Kernel.Detection;
using Modular.Kernel.Layers;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Transports;

namespace Modular.Kernel;

/// <summary>
/// An MDD database as a diagnostic engineer sees it: variants, functional groups, services and communication
/// parameters. Safe for concurrent use; everything obtained from it is valid until it is disposed.
/// </summary>
/// <remarks>
/// The database file stays mapped. Views read it in place, indexes and plans are made on first use and kept.
/// </remarks>
public sealed class DiagnosticDatabase : IDisposable
{
    /// <summary>Opens an MDD file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">Deviations from the rules; null for the rules.</param>
    /// <returns>The database; the caller disposes it.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="DiagnosticException">The file is no valid database.</exception>
    public static DiagnosticDatabase Open(string path, KernelOptions? options = null) => throw new NotImplementedException();

    /// <summary>Name of the ECU, for example <c>FLXC1000</c>; <c>functional_groups</c> for a description of groups only.</summary>
    public string EcuName => throw new NotImplementedException();

    /// <summary>Revision of the database, for example <c>00.01.00</c>, or null when it has none.</summary>
    public string? Revision => throw new NotImplementedException();

    /// <summary>Base variants and ECU variants in the order of the database.</summary>
    public IReadOnlyList<DiagnosticLayer> Variants => throw new NotImplementedException();

    /// <summary>The first base variant, or null in a description of functional groups only.</summary>
    public DiagnosticLayer? BaseVariant => throw new NotImplementedException();

    /// <summary>Functional groups in the order of the database.</summary>
    public IReadOnlyList<DiagnosticLayer> FunctionalGroups => throw new NotImplementedException();

    /// <summary>Short names of the protocols which layers inherit from or communication parameters belong to.</summary>
    public IReadOnlyList<string> Protocols => throw new NotImplementedException();

    /// <summary>Which services tell the variant, and what their answers mean.</summary>
    public VariantDetection Detection => throw new NotImplementedException();

    /// <summary>Finds a variant or functional group.</summary>
    /// <param name="shortName">Its short name, compared without case.</param>
    /// <returns>The layer, or null.</returns>
    public DiagnosticLayer? FindLayer(string shortName) => throw new NotImplementedException();

    /// <summary>
    /// Communication parameters of the base variant (or of the functional group of that protocol), completed by the
    /// defaults of the protocol's communication parameter specification. Members of CP_UniqueRespIdTable appear as
    /// parameters of their own, durations as whole microseconds, switches as <c>true</c> or <c>false</c>.
    /// </summary>
    /// <param name="protocol">Short name of the protocol, compared without case; null to take values of any protocol.</param>
    /// <returns>The parameters; empty when the database has none.</returns>
    public ComParamSet ResolveComParams(string? protocol = null) => throw new NotImplementedException();

    /// <summary>Closes the file. Nothing obtained from the database may be used any more.</summary>
    public void Dispose() => throw new NotImplementedException();
}
