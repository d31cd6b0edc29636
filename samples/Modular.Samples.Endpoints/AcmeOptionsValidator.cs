using Microsoft.Extensions.Options;

namespace Modular.Samples.Endpoints;

/// <summary>Checks section <c>Acme</c>. Source-generated: reflection would keep the plugin alive.</summary>
[OptionsValidator]
internal sealed partial class AcmeOptionsValidator : IValidateOptions<AcmeOptions>;
