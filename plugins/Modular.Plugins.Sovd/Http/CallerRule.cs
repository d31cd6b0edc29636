namespace Modular.Plugins.Sovd.Http;

/// <summary>Who may call a route.</summary>
internal enum CallerRule
{
    /// <summary>Authenticated callers only.</summary>
    Authenticated,

    /// <summary>Anyone, where the configuration opens discovery; else authenticated callers only.</summary>
    Discovery,

    /// <summary>Anyone.</summary>
    Anonymous,
}
