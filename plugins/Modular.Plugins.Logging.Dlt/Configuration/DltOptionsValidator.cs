using Microsoft.Extensions.Options;

namespace Modular.Plugins.Logging.Dlt.Configuration;

/// <summary>Checks section <c>Dlt</c>. Source-generated.</summary>
[OptionsValidator]
internal sealed partial class DltOptionsValidator : IValidateOptions<DltOptions>;
