using System.ComponentModel.DataAnnotations;

namespace Modular.Plugins.Logging.Dlt.Configuration;

/// <summary>Section <c>Dlt</c> of the configuration.</summary>
internal sealed class DltOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Dlt";

    /// <summary>Whether the log goes to DLT. Default false: nothing native is loaded.</summary>
    public bool Enabled { get; set; }

    /// <summary>The application's id in DLT: one to four printable ASCII characters without spaces.</summary>
    [Required]
    [RegularExpression("^[!-~]{1,4}$", ErrorMessage = "Dlt:ApplicationId must be one to four printable ASCII characters without spaces.")]
    public string ApplicationId { get; set; } = "MODU";

    /// <summary>What the daemon shows beside the id, at most 256 characters.</summary>
    [Required]
    [StringLength(256, ErrorMessage = "Dlt:ApplicationDescription must have at most 256 characters.")]
    public string ApplicationDescription { get; set; } = "Modular vehicle diagnostics";

    /// <summary>How levels map.</summary>
    public DltLevelOptions Levels { get; set; } = new();
}
