using Microsoft.Extensions.Options;

namespace Modular.Samples.OemSecurity;

/// <summary>Checks ranges and required members of section <c>Oem</c>. Source-generated: reflection would keep the plugin alive.</summary>
[OptionsValidator]
internal sealed partial class OemOptionsValidator : IValidateOptions<OemOptions>;
