using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Modular.DoIp.Discovery;

namespace Modular.Plugins.Transport.DoIp.Configuration;

/// <summary>Binds and checks section <c>DoIp</c>, and reports all mistakes at once, each with its path.</summary>
internal static class DoIpSettingsReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Reads the section.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="OptionsValidationException">There are mistakes; every failure begins with its path.</exception>
    public static DoIpSettings Read(IConfiguration configuration)
    {
        var failures = new List<string>();
        var section = configuration.GetSection(DoIpOptions.SectionName);
        CheckKeys(section, failures, [
            nameof(DoIpOptions.TesterAddress), nameof(DoIpOptions.SubnetMask), nameof(DoIpOptions.TesterLogicalAddress),
            nameof(DoIpOptions.GatewayPort), nameof(DoIpOptions.Discovery), nameof(DoIpOptions.Connection)]);
        CheckKeys(section.GetSection(nameof(DoIpOptions.Discovery)), failures, [
            nameof(DiscoveryOptions.Enabled), nameof(DiscoveryOptions.Broadcast), nameof(DiscoveryOptions.Listen), nameof(DiscoveryOptions.Targets),
            nameof(DiscoveryOptions.Window), nameof(DiscoveryOptions.MinInterval), nameof(DiscoveryOptions.RetryDelay)]);
        CheckKeys(section.GetSection(nameof(DoIpOptions.Connection)), failures, [
            nameof(ConnectionOptions.ConnectTimeout), nameof(ConnectionOptions.RoutingActivationTimeout),
            nameof(ConnectionOptions.AcknowledgementTimeout), nameof(ConnectionOptions.SendTimeout), nameof(ConnectionOptions.RetryDelay),
            nameof(ConnectionOptions.RetryAttempts), nameof(ConnectionOptions.KeepAliveInterval)]);

        var options = Bind(section, failures);
        CheckTimers(options, failures);
        var address = ParseAddress(options.TesterAddress, nameof(DoIpOptions.TesterAddress), failures);
        var search = new DoIpDiscoveryOptions
        {
            LocalAddresses = [address ?? IPAddress.Any],
            Port = CheckRange(failures, nameof(DoIpOptions.GatewayPort), options.GatewayPort, 1, ushort.MaxValue),
            Broadcast = options.Discovery.Broadcast,
            Targets = [.. options.Discovery.Targets.Select((target, i) => ParseTarget(target, i, options.GatewayPort, failures))],
            Window = options.Discovery.Window,
            Subnet = ParseSubnet(address, options.SubnetMask, failures),
        };
        var settings = new DoIpSettings(address, ParseLogicalAddress(options.TesterLogicalAddress, failures), search, options, IsDeferred(configuration));
        return failures.Count == 0
            ? settings
            : throw new OptionsValidationException(nameof(DoIpOptions), typeof(DoIpOptions), failures);
    }

    // The diagnostic tester's setting, and its mistakes are the tester's to report.
    private static bool IsDeferred(IConfiguration configuration) =>
        configuration["Communication:Start"] is { Length: > 0 } start && !string.Equals(start, "immediate", StringComparison.OrdinalIgnoreCase);

    private static DoIpOptions Bind(IConfigurationSection section, List<string> failures)
    {
        try
        {
            return section.Get<DoIpOptions>() ?? new DoIpOptions();
        }
        catch (InvalidOperationException exception)
        {
            // The binder stops at the first value that does not convert; its message holds the path.
            failures.Add(exception.Message);
            return new DoIpOptions();
        }
    }

    private static void CheckKeys(IConfigurationSection section, List<string> failures, string[] known)
    {
        foreach (var child in section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            failures.Add($"{child.Path}: unknown key; known are {string.Join(", ", known)}.");
        }
    }

    private static void CheckTimers(DoIpOptions options, List<string> failures)
    {
        var shortest = TimeSpan.FromMilliseconds(1);
        CheckRange(failures, "Discovery:Window", options.Discovery.Window, shortest, TimeSpan.FromMinutes(1));
        CheckRange(failures, "Discovery:MinInterval", options.Discovery.MinInterval, TimeSpan.Zero, Longest);
        CheckRange(failures, "Discovery:RetryDelay", options.Discovery.RetryDelay, shortest, Longest);
        CheckRange(failures, "Connection:ConnectTimeout", options.Connection.ConnectTimeout, shortest, Longest);
        CheckRange(failures, "Connection:RoutingActivationTimeout", options.Connection.RoutingActivationTimeout, shortest, Longest);
        CheckRange(failures, "Connection:AcknowledgementTimeout", options.Connection.AcknowledgementTimeout, shortest, Longest);
        CheckRange(failures, "Connection:SendTimeout", options.Connection.SendTimeout, shortest, Longest);
        CheckRange(failures, "Connection:RetryDelay", options.Connection.RetryDelay, shortest, Longest);
        CheckRange(failures, "Connection:RetryAttempts", options.Connection.RetryAttempts, 0, 100_000);
        CheckRange(failures, "Connection:KeepAliveInterval", options.Connection.KeepAliveInterval, TimeSpan.Zero, Longest);
    }

    private static T CheckRange<T>(List<string> failures, string key, T value, T minimum, T maximum)
        where T : IComparable<T>, IFormattable
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            Fail(failures, key, string.Create(CultureInfo.InvariantCulture, $"{value} is not within {minimum} to {maximum}."));
            return minimum;
        }

        return value;
    }

    private static IPAddress? ParseAddress(string? text, string key, List<string> failures)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            Fail(failures, key, $"'{text}' is no IP address.");
        }

        return address;
    }

    private static IPNetwork? ParseSubnet(IPAddress? tester, string? text, List<string> failures)
    {
        if (ParseAddress(text, nameof(DoIpOptions.SubnetMask), failures) is not { } mask)
        {
            return null;
        }

        if (tester is null)
        {
            Fail(failures, nameof(DoIpOptions.SubnetMask), $"a mask says nothing without {nameof(DoIpOptions.TesterAddress)}.");
            return null;
        }

        try
        {
            return DoIpDiscoveryOptions.SubnetOf(tester, mask);
        }
        catch (ArgumentException exception)
        {
            Fail(failures, nameof(DoIpOptions.SubnetMask), exception.Message);
            return null;
        }
    }

    private static IPEndPoint ParseTarget(string text, int index, int port, List<string> failures)
    {
        if (IPEndPoint.TryParse(text, out var endpoint))
        {
            // The port 0 stands for a port that is not given.
            return endpoint.Port != 0 ? endpoint : new IPEndPoint(endpoint.Address, port);
        }

        Fail(failures, $"Discovery:Targets:{index}", $"'{text}' is neither an IP address nor an IP address with port.");
        return new IPEndPoint(IPAddress.Loopback, port is > 0 and <= ushort.MaxValue ? port : 0);
    }

    private static ushort ParseLogicalAddress(string text, List<string> failures)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (ushort.TryParse(
            isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var address)
            && address != 0)
        {
            return address;
        }

        Fail(failures, nameof(DoIpOptions.TesterLogicalAddress), $"'{text}' is no logical address from 1 to 65535.");
        return 0;
    }

    private static void Fail(List<string> failures, string key, string reason) => failures.Add($"{DoIpOptions.SectionName}:{key}: {reason}");
}
