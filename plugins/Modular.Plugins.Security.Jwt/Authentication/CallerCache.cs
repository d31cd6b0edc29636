using System.Collections.Concurrent;

namespace Modular.Plugins.Security.Jwt.Authentication;

/// <summary>Callers by the hash of what proved who they are, so that rights are made once and signatures verified once.</summary>
internal sealed class CallerCache
{
    private const int MaxCallers = 1024;

    private readonly ConcurrentDictionary<Sha256Value, KnownCaller> _callers = new();

    /// <summary>Finds a caller.</summary>
    /// <param name="proof">Hash of the token or certificate.</param>
    /// <returns>The caller, or null.</returns>
    public KnownCaller? Find(in Sha256Value proof) => _callers.GetValueOrDefault(proof);

    /// <summary>Keeps a caller.</summary>
    /// <param name="proof">Hash of the token or certificate.</param>
    /// <param name="caller">The caller.</param>
    public void Add(in Sha256Value proof, KnownCaller caller)
    {
        // Rare, as only genuine proofs come here; to begin anew costs each caller one verification.
        if (_callers.Count >= MaxCallers)
        {
            _callers.Clear();
        }

        _callers[proof] = caller;
    }
}
