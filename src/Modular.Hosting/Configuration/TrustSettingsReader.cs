using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Configuration;

/// <summary>Reads <c>Plugins:Trust</c>. What cannot be read is a mistake: trust is never guessed.</summary>
internal static class TrustSettingsReader
{
    private const long MaximumRootFileBytes = 1024 * 1024;

    /// <summary>Reads the settings.</summary>
    /// <param name="lookup">The operator's layers.</param>
    /// <param name="mistakes">Receives what is wrong.</param>
    public static TrustSettings Read(LayerLookup lookup, List<ConfigurationMistake> mistakes) => new()
    {
        Mode = Mode(lookup, mistakes),
        Roots = [.. lookup.Children(HostKeys.TrustRoots).SelectMany(entry => Roots(entry, lookup, mistakes))],
        Pins = lookup.Children(HostKeys.TrustPins).Select(entry => Pin(entry, mistakes)).ToHashSet(StringComparer.Ordinal),
        Denied = DenyList.Create(lookup.Children(HostKeys.TrustDenied).Select(entry => Denied(entry, mistakes))),
        UnsignedFolders = [.. lookup.Children(HostKeys.TrustUnsignedFolders).Select(entry => lookup.FullPath(entry.Value))],
        DowngradeAllowed = lookup.Children(HostKeys.TrustAllowDowngrade).Select(static entry => entry.Value).ToHashSet(StringComparer.Ordinal),
    };

    /// <summary>Reads the certificates of a PEM file.</summary>
    /// <exception cref="CryptographicException">It holds none, or is too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<X509Certificate2> ReadCertificates(string path)
    {
        using var stream = RegularFile.OpenRead(path);
        if (stream.Length > MaximumRootFileBytes)
        {
            throw new CryptographicException($"the file is larger than {MaximumRootFileBytes} bytes");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(Encoding.UTF8.GetString(bytes));
        return certificates.Count > 0 ? [.. certificates] : throw new CryptographicException("the file holds no certificate in PEM");
    }

    private static TrustMode Mode(LayerLookup lookup, List<ConfigurationMistake> mistakes)
    {
        if (lookup.Find(HostKeys.TrustMode) is not { } found)
        {
            return TrustMode.Installed;
        }

        if (Array.Find(Enum.GetValues<TrustMode>(), mode => found.Value.Equals(mode.ToString(), StringComparison.OrdinalIgnoreCase)) is var mode
            && found.Value.Equals(mode.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            return mode;
        }

        mistakes.Add(new(HostKeys.TrustMode, found.Source, $"'{found.Value}' is no mode; the modes are {string.Join(", ", Enum.GetNames<TrustMode>())}"));
        return TrustMode.Signed;
    }

    private static IReadOnlyList<X509Certificate2> Roots(
        (string Key, string Value, string Source) entry, LayerLookup lookup, List<ConfigurationMistake> mistakes)
    {
        var path = lookup.FullPath(entry.Value);
        try
        {
            return ReadCertificates(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            mistakes.Add(new(entry.Key, entry.Source, $"no root certificate can be read from {path}: {exception.Message}"));
            return [];
        }
    }

    private static string Pin((string Key, string Value, string Source) entry, List<ConfigurationMistake> mistakes)
    {
        if (Thumbprint.TryParse(entry.Value, out var thumbprint))
        {
            return thumbprint;
        }

        mistakes.Add(new(entry.Key, entry.Source, $"'{entry.Value}' is no SHA-256 thumbprint of 64 hexadecimal digits"));
        return entry.Value;
    }

    private static string Denied((string Key, string Value, string Source) entry, List<ConfigurationMistake> mistakes)
    {
        if (!DenyList.IsEntry(entry.Value))
        {
            mistakes.Add(new(entry.Key, entry.Source, $"'{entry.Value}' is no plugin id, no id@version and no SHA-256 of 64 hexadecimal digits"));
        }

        return entry.Value;
    }
}
