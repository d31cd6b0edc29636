using Modular.Mdd.Schema;

namespace Modular.Kernel.Description;

/// <summary>An input or output of a job.</summary>
/// <param name="ShortName">Short name.</param>
/// <param name="LongName">Name for people, or null.</param>
/// <param name="Semantic">Semantic, or null.</param>
/// <param name="DefaultValue">Physical value used when none is given, as text of the database; or null.</param>
/// <param name="DataObject">Short name of the data object that types the value, or null.</param>
public sealed record JobParameter(string ShortName, string? LongName, string? Semantic, string? DefaultValue, string? DataObject)
{
    internal static JobParameter From(JobParam parameter) => new(
        parameter.ShortName ?? "", parameter.LongName?.Value, parameter.Semantic, parameter.PhysicalDefaultValue, parameter.DopBase?.ShortName);
}
