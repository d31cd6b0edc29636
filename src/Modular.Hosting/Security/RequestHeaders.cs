using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Modular.Hosting.Security;

/// <summary>A view of the request's headers as an authenticator sees them; nothing is copied until it is asked for.</summary>
internal sealed class RequestHeaders(IHeaderDictionary headers) : IReadOnlyDictionary<string, string>
{
    /// <inheritdoc/>
    public int Count => headers.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => headers.Keys;

    /// <inheritdoc/>
    public IEnumerable<string> Values => headers.Values.Select(static values => values.ToString());

    /// <inheritdoc/>
    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"The request has no header {key}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => headers.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var isFound = headers.TryGetValue(key, out var values);
        value = isFound ? values.ToString() : null;
        return isFound;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString())).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
