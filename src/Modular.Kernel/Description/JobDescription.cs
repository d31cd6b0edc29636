using Modular.Kernel.Layers;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Description;

/// <summary>A job of program code for one ECU (SINGLE-ECU-JOB). The code is described, not executed.</summary>
public sealed record JobDescription
{
    /// <summary>Short name.</summary>
    public required string ShortName { get; init; }

    /// <summary>Name for people, or null.</summary>
    public string? LongName { get; init; }

    /// <summary>Semantic, or null.</summary>
    public string? Semantic { get; init; }

    /// <summary>Whether it may be executed at all.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>Who may see and use it; null for everybody.</summary>
    public AudienceDescription? Audience { get; init; }

    /// <summary>Short names of its functional classes.</summary>
    public IReadOnlyList<string> FunctionalClasses { get; init; } = [];

    /// <summary>The code, in the order of the database.</summary>
    public IReadOnlyList<ProgramCode> ProgramCodes { get; init; } = [];

    /// <summary>Inputs.</summary>
    public IReadOnlyList<JobParameter> Inputs { get; init; } = [];

    /// <summary>Outputs of success.</summary>
    public IReadOnlyList<JobParameter> Outputs { get; init; } = [];

    /// <summary>Outputs of failure.</summary>
    public IReadOnlyList<JobParameter> NegativeOutputs { get; init; } = [];

    /// <summary>Special data groups.</summary>
    public IReadOnlyList<SpecialDataGroup> SpecialDataGroups { get; init; } = [];

    internal static JobDescription From(SingleEcuJob job)
    {
        var comm = job.DiagComm!.Value;
        return new JobDescription
        {
            ShortName = comm.ShortName ?? "",
            LongName = comm.LongName?.Value,
            Semantic = comm.Semantic,
            IsExecutable = comm.IsExecutable,
            Audience = AudienceDescription.From(comm.Audience),
            FunctionalClasses = [.. comm.FunctClasses.Select(static item => item.ShortName ?? "")],
            ProgramCodes = [.. job.ProgCodes.Select(static code => new ProgramCode(code.CodeFile, code.Syntax, code.Revision, code.EntryPoint))],
            Inputs = [.. job.InputParams.Select(JobParameter.From)],
            Outputs = [.. job.OutputParams.Select(JobParameter.From)],
            NegativeOutputs = [.. job.NegativeOutputParams.Select(JobParameter.From)],
            SpecialDataGroups = SpecialDataReader.Read(comm.Sdgs),
        };
    }
}
