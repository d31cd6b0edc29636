using Modular.Samples.OemSecurity.Tokens;
using Modular.Sdk.Security;

namespace Modular.Samples.OemSecurity;

/// <summary>
/// A workshop with its rights. It holds nothing but what the token says: a request may outlive the generation of the
/// plugin that authenticated it.
/// </summary>
internal sealed class OemCaller : ISecurityContext, IResourceRights
{
    /// <summary>Name of the claim that carries the level.</summary>
    public const string LevelClaim = "level";

    private const byte ReadDtcInformation = 0x19;
    private const byte ReadDataByIdentifier = 0x22;
    private const byte RequestDownload = 0x34;

    private readonly OemToken _token;

    /// <summary>Takes a verified token.</summary>
    /// <param name="token">The token.</param>
    public OemCaller(OemToken token)
    {
        _token = token;
        Claims = new Dictionary<string, string>(StringComparer.Ordinal) { [LevelClaim] = token.Level.ToString() };
    }

    /// <inheritdoc/>
    public string Subject => _token.Workshop;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Claims { get; }

    /// <inheritdoc/>
    public AccessDecision Authorize(DiagnosticServiceUse use)
    {
        if (!IsMine(use.Ecu))
        {
            return AccessDecision.Deny("Your workshop's token is not for this ECU.");
        }

        var needed = use.Service.ServiceId switch
        {
            ReadDtcInformation or ReadDataByIdentifier => OemLevel.Read,
            RequestDownload => OemLevel.Engineering,
            _ => OemLevel.Service,
        };
        return _token.Level >= needed ? AccessDecision.Allow : AccessDecision.Deny("The level of your token is too low for this service.");
    }

    /// <inheritdoc/>
    public AccessDecision Authorize(in ResourceUse use)
    {
        if (use.Kind is EntityKind.Component or EntityKind.FunctionalGroup && !IsMine(use.Entity))
        {
            return AccessDecision.Deny("Your workshop's token is not for this ECU.");
        }

        return !use.IsWriting || _token.Level >= OemLevel.Service
            ? AccessDecision.Allow
            : AccessDecision.Deny("The level of your token lets you read only.");
    }

    private bool IsMine(string ecu) => ecu.StartsWith(_token.EcuPrefix, StringComparison.OrdinalIgnoreCase);
}
