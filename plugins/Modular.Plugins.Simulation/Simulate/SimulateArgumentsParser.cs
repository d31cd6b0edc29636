using System.Globalization;
using System.Net;
using Modular.Simulation;
using Modular.Simulation.Values;

namespace Modular.Plugins.Simulation.Simulate;

/// <summary>Reads the command line of <c>modular simulate</c>. A mistake is a <see cref="UsageException"/> that names it.</summary>
internal static class SimulateArgumentsParser
{
    private const int DefaultPort = 13400;

    /// <summary>How to use the command.</summary>
    public const string Usage = """
        Usage: modular simulate --mdd DIR [options]

        Serves every ECU of the MDD files in DIR as a vehicle on DoIP, until Ctrl-C.

          --mdd DIR                     folder with the MDD files
          --address ADDRESS             address to listen on (default 127.0.0.1)
          --port PORT                   TCP and UDP port, 0 for one of the system's choice (default 13400)
          --seed N                      seed of all invented values (default 1)
          --vin VIN                     vehicle identification number (default: invented from the seed)
          --variant ECU=VARIANT         variant which an ECU is to be; also chooses the ECU of several at one address
          --value ECU:DID=HEX           record of a data identifier, as in FLXC1000:F190=58...
          --value ECU:DID.NAME=VALUE    physical value of a parameter of a data identifier
          --protocol NAME               protocol whose communication parameters count (default UDS_Ethernet_DoIP_DOBT)
          --live                        measurements move with time
          --announce                    announce the vehicle by UDP broadcast at the start
        """;

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The words after the command's name.</param>
    /// <exception cref="UsageException">They are wrong.</exception>
    public static SimulateArguments Parse(IReadOnlyList<string> arguments)
    {
        string? folder = null;
        var address = IPAddress.Loopback;
        ushort port = DefaultPort;
        var announce = false;
        var settings = new VehicleSettings();
        var variants = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var values = new List<SimulatedValue>();
        for (var index = 0; index < arguments.Count; index++)
        {
            // --option=value and --option value mean the same.
            var word = arguments[index];
            var equals = word.StartsWith("--", StringComparison.Ordinal) ? word.IndexOf('=', StringComparison.Ordinal) : -1;
            var option = equals < 0 ? word : word[..equals];
            string Value() => equals >= 0 ? word[(equals + 1)..]
                : ++index < arguments.Count ? arguments[index]
                : throw new UsageException($"{option} needs a value.");
            bool Flag() => equals < 0 ? true : throw new UsageException($"{option} takes no value.");

            switch (option)
            {
                case "--mdd":
                    folder = Value();
                    break;
                case "--address":
                    address = ParseAddress(Value());
                    break;
                case "--port":
                    port = ParsePort(Value());
                    break;
                case "--seed":
                    settings = settings with { Seed = ParseSeed(Value()) };
                    break;
                case "--vin":
                    settings = settings with { Vin = ParseVin(Value()) };
                    break;
                case "--variant":
                    AddVariant(variants, Value());
                    break;
                case "--value":
                    values.Add(ParseValue(Value()));
                    break;
                case "--protocol":
                    settings = settings with { Protocol = Value() };
                    break;
                case "--live":
                    settings = settings with { Profile = settings.Profile with { LiveValues = Flag() } };
                    break;
                case "--announce":
                    announce = Flag();
                    break;
                default:
                    throw new UsageException(
                        word.StartsWith('-') ? $"Unknown option {option}." : $"Unexpected argument '{word}'.");
            }
        }

        return new SimulateArguments
        {
            Folder = folder ?? throw new UsageException("--mdd DIR is missing."),
            Address = address,
            Port = port,
            Announce = announce,
            Vehicle = settings with { Variants = variants, Values = values },
        };
    }

    private static IPAddress ParseAddress(string text) => IPAddress.TryParse(text, out var address)
        ? address
        : throw new UsageException($"--address: '{text}' is no IP address.");

    private static ushort ParsePort(string text) => ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw new UsageException($"--port: '{text}' is no port from 0 to 65535.");

    private static int ParseSeed(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : throw new UsageException($"--seed: '{text}' is no whole number of 32 bits.");

    private static string ParseVin(string text) => VinGenerator.IsValid(text)
        ? text
        : throw new UsageException($"--vin: '{text}' has not 17 digits and capital letters without I, O and Q.");

    private static void AddVariant(Dictionary<string, string> variants, string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
        {
            throw new UsageException($"--variant: '{text}' is not ECU=VARIANT.");
        }

        if (!variants.TryAdd(parts[0], parts[1]))
        {
            throw new UsageException($"--variant: {parts[0]} is given twice.");
        }
    }

    private static SimulatedValue ParseValue(string text)
    {
        var wrong = new UsageException($"--value: '{text}' is neither ECU:DID=HEX nor ECU:DID.NAME=VALUE.");
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (equals < 0 || colon <= 0 || colon > equals)
        {
            throw wrong;
        }

        var target = text[(colon + 1)..equals].Split('.', 2);
        if (!ushort.TryParse(target[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var identifier))
        {
            throw wrong;
        }

        var value = text[(equals + 1)..];
        var parameter = target.Length == 2 ? target[1] : null;
        return parameter is not null || IsRecord(value) ? new SimulatedValue(text[..colon], identifier, parameter, value) : throw wrong;
    }

    private static bool IsRecord(string text) => text.Length > 0 && text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
}
