using System.ComponentModel.DataAnnotations;

namespace Modular.Samples.Endpoints;

/// <summary>Section <c>Acme</c> of the configuration.</summary>
internal sealed class AcmeOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Acme";

    /// <summary>Short name of the diagnostic service that reads the identification of an ECU.</summary>
    [Required(AllowEmptyStrings = false)]
    public string IdentificationService { get; set; } = "VINDataIdentifier_Read";
}
