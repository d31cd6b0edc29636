using Microsoft.Extensions.Options;

namespace Modular.Plugins.Security.Jwt.Configuration;

/// <summary>Checks ranges and required members of section <c>Jwt</c>. Source-generated.</summary>
[OptionsValidator]
internal sealed partial class JwtOptionsValidator : IValidateOptions<JwtOptions>;
