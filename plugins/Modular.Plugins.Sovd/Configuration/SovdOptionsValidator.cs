using Microsoft.Extensions.Options;

namespace Modular.Plugins.Sovd.Configuration;

/// <summary>Reports every mistake in section <c>Sovd</c>. Source-generated.</summary>
[OptionsValidator]
internal sealed partial class SovdOptionsValidator : IValidateOptions<SovdOptions>;
