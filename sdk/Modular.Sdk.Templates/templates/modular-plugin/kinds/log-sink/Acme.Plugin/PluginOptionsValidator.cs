using Microsoft.Extensions.Options;

namespace Acme.Plugin;

/// <summary>Checks the options by their attributes before the plugin starts.</summary>
[OptionsValidator]
public sealed partial class PluginOptionsValidator : IValidateOptions<PluginOptions>;
