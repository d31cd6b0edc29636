using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Hosting.Plugins.Trust;

namespace Modular.Hosting.Configuration;

/// <summary>Reads <c>Server:ClientCertificates</c>. What cannot be read is a mistake: trust is never guessed.</summary>
internal static class ClientCertificateSettingsReader
{
    private const string Online = "Online";
    private const string NoCheck = "None";

    /// <summary>Reads the settings.</summary>
    /// <param name="lookup">The operator's layers.</param>
    /// <param name="mistakes">Receives what is wrong.</param>
    public static ClientCertificateSettings Read(LayerLookup lookup, List<ConfigurationMistake> mistakes)
    {
        var settings = new ClientCertificateSettings
        {
            Demand = Demand(lookup, mistakes),
            Roots = [.. lookup.Children(HostKeys.ServerClientCertificateRoots).SelectMany(entry => Roots(entry, lookup, mistakes))],
            Denied = lookup.Children(HostKeys.ServerClientCertificateDenied).Select(entry => Denied(entry, mistakes)).ToHashSet(StringComparer.Ordinal),
            ChecksRevocationOnline = ChecksRevocation(lookup, mistakes),
        };
        if (settings.Demand != ClientCertificateDemand.None && !lookup.Children(HostKeys.ServerClientCertificateRoots).Any())
        {
            mistakes.Add(new(
                HostKeys.ServerClientCertificateMode,
                lookup.Find(HostKeys.ServerClientCertificateMode)!.Value.Source,
                $"needs {HostKeys.ServerClientCertificateRoots}: PEM files with the roots below which client certificates are issued"));
        }

        return settings;
    }

    private static ClientCertificateDemand Demand(LayerLookup lookup, List<ConfigurationMistake> mistakes)
    {
        if (lookup.Find(HostKeys.ServerClientCertificateMode) is not { } found)
        {
            return ClientCertificateDemand.None;
        }

        foreach (var demand in Enum.GetValues<ClientCertificateDemand>())
        {
            if (found.Value.Equals(demand.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return demand;
            }
        }

        mistakes.Add(new(
            HostKeys.ServerClientCertificateMode,
            found.Source,
            $"'{found.Value}' is no mode; the modes are {string.Join(", ", Enum.GetNames<ClientCertificateDemand>())}"));
        return ClientCertificateDemand.Require;
    }

    private static bool ChecksRevocation(LayerLookup lookup, List<ConfigurationMistake> mistakes)
    {
        if (lookup.Find(HostKeys.ServerClientCertificateRevocation) is not { } found || found.Value.Equals(NoCheck, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (!found.Value.Equals(Online, StringComparison.OrdinalIgnoreCase))
        {
            mistakes.Add(new(HostKeys.ServerClientCertificateRevocation, found.Source, $"'{found.Value}' is neither {NoCheck} nor {Online}"));
        }

        return true;
    }

    private static IReadOnlyList<X509Certificate2> Roots(
        (string Key, string Value, string Source) entry, LayerLookup lookup, List<ConfigurationMistake> mistakes)
    {
        var path = lookup.FullPath(entry.Value);
        try
        {
            return TrustSettingsReader.ReadCertificates(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            mistakes.Add(new(entry.Key, entry.Source, $"no root certificate can be read from {path}: {exception.Message}"));
            return [];
        }
    }

    private static string Denied((string Key, string Value, string Source) entry, List<ConfigurationMistake> mistakes)
    {
        if (Thumbprint.TryParse(entry.Value, out var thumbprint))
        {
            return thumbprint;
        }

        mistakes.Add(new(entry.Key, entry.Source, $"'{entry.Value}' is no SHA-256 thumbprint of 64 hexadecimal digits"));
        return entry.Value;
    }
}
