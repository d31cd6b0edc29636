using Modular.Plugins.DiagnosticTester.Configuration;

namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Decides which protocol of a database is used.</summary>
internal static class ProtocolResolver
{
    /// <summary>
    /// The protocol the ECU's section names, else the general one. A database with a single protocol may call it as it
    /// likes, unless the ECU's section asks for another by name.
    /// </summary>
    /// <param name="ecu">Name of the ECU, for the error.</param>
    /// <param name="protocols">Protocols of its database.</param>
    /// <param name="general">Settings for all.</param>
    /// <param name="specific">Settings of this ECU.</param>
    /// <returns>The name as the database writes it, or null for parameters that belong to no protocol.</returns>
    /// <exception cref="DatabaseRejectedException">The database has no such protocol.</exception>
    public static string? Resolve(string ecu, IReadOnlyList<string> protocols, DatabaseOptions general, EcuOptions specific)
    {
        var wanted = specific.Protocol ?? general.Protocol;
        foreach (var protocol in protocols)
        {
            if (string.Equals(protocol, wanted, StringComparison.OrdinalIgnoreCase))
            {
                return protocol;
            }
        }

        var ignore = specific.IgnoreProtocol ?? general.IgnoreProtocol;
        return protocols.Count switch
        {
            0 when ignore => null,
            1 when ignore || specific.Protocol is null => protocols[0],
            0 => throw new DatabaseRejectedException(
                $"it has no protocol at all, so {wanted} is not in it. Set {EcuOptions.SectionName}:{ecu}:{nameof(EcuOptions.IgnoreProtocol)} "
                + "to take its communication parameters as they are."),
            _ => throw new DatabaseRejectedException(
                $"it has no protocol {wanted}, only {string.Join(", ", protocols)}. Choose one with "
                + $"{EcuOptions.SectionName}:{ecu}:{nameof(EcuOptions.Protocol)}."),
        };
    }
}
