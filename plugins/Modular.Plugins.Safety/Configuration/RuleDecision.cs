namespace Modular.Plugins.Safety.Configuration;

/// <summary>What a rule decides.</summary>
internal enum RuleDecision
{
    /// <summary>The service is sent.</summary>
    Allow,

    /// <summary>The service is refused.</summary>
    Deny,
}
