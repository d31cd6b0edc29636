using Microsoft.Extensions.Options;

namespace Modular.Plugins.Protocol.Uds;

/// <summary>Checks the ranges declared on <see cref="UdsOptions"/>; the code is generated.</summary>
[OptionsValidator]
internal sealed partial class UdsOptionsValidator : IValidateOptions<UdsOptions>;
