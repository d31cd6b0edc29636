using System.Globalization;
using Modular.Kernel;
using Modular.Plugins.DiagnosticTester.Configuration;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Network;

/// <summary>Sorts the ECUs by gateways and functional groups.</summary>
internal static class NetworkStructureBuilder
{
    /// <summary>Takes a snapshot.</summary>
    /// <param name="ecus">All ECUs, ordered by name.</param>
    /// <param name="functionalGroups">The database that describes functional groups, or null.</param>
    /// <param name="options">Which groups are served.</param>
    /// <returns>The structure.</returns>
    public static NetworkStructure Build(IReadOnlyList<Ecu> ecus, DiagnosticDatabase? functionalGroups, DatabaseOptions options) =>
        new(Gateways(ecus), Groups(ecus, functionalGroups, options));

    private static NetworkGateway[] Gateways(IReadOnlyList<Ecu> ecus) =>
    [
        .. ecus
            .Where(ecu => ecu.Definition.GatewayAddress is not null)
            .GroupBy(ecu => ecu.Definition.GatewayAddress!.Value)
            .OrderBy(gateway => gateway.Key)
            .Select(Gateway),
        .. ecus
            .Where(ecu => ecu.Definition.GatewayAddress is null)
            .Select(ecu => new NetworkGateway(ecu.Name, ecu.Status.NetworkAddress ?? string.Empty, ecu.Status.LogicalAddress ?? 0, [Entry(ecu)])),
    ];

    private static NetworkGateway Gateway(IGrouping<uint, Ecu> behind)
    {
        // Of several ECUs described at the gateway's own address the one that is built in lends its name.
        var gateway = behind
            .Where(ecu => ecu.Definition.LogicalAddress == behind.Key)
            .MinBy(ecu => ecu.Condition.Variant == VariantState.Duplicate ? 1 : 0);
        return new NetworkGateway(
            gateway?.Name ?? string.Create(CultureInfo.InvariantCulture, $"0x{behind.Key:X4}"),
            behind.Select(ecu => ecu.Status.NetworkAddress).FirstOrDefault(address => address is not null) ?? string.Empty,
            behind.Key,
            [.. behind.Select(Entry)]);
    }

    private static NetworkFunctionalGroup[] Groups(IReadOnlyList<Ecu> ecus, DiagnosticDatabase? functionalGroups, DatabaseOptions options)
    {
        if (functionalGroups is null)
        {
            return [];
        }

        return
        [
            .. functionalGroups.FunctionalGroups
                .Select(group => group.ShortName)
                .Where(name => options.EnabledFunctionalGroups.Count == 0
                    || options.EnabledFunctionalGroups.Contains(name, StringComparer.OrdinalIgnoreCase))
                .Select(name => new NetworkFunctionalGroup(name, [.. ecus.Where(ecu => IsMember(ecu, name)).Select(Entry)])),
        ];
    }

    // A group is named after its protocol, with a prefix or a suffix of the author's.
    private static bool IsMember(Ecu ecu, string group) => ecu.Definition.Database.Protocols.Any(protocol =>
        group.EndsWith(protocol, StringComparison.OrdinalIgnoreCase) || group.StartsWith(protocol + "_", StringComparison.OrdinalIgnoreCase));

    private static NetworkEcu Entry(Ecu ecu) => new(ecu.Name, ecu.Status);
}
