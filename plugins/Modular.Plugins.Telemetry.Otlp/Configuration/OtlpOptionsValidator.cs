using Microsoft.Extensions.Options;

namespace Modular.Plugins.Telemetry.Otlp.Configuration;

/// <summary>Checks ranges of section <c>Otlp</c>. Source-generated.</summary>
[OptionsValidator]
internal sealed partial class OtlpOptionsValidator : IValidateOptions<OtlpOptions>;
