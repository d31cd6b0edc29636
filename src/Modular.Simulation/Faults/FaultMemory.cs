using System.Collections.Immutable;
using Modular.Kernel.Description;
using Modular.Kernel.Layers;
using Modular.Simulation.Values;

namespace Modular.Simulation.Faults;

/// <summary>The trouble codes of an ECU: which ones its database knows, and which ones are stored. Used under the ECU's turn only.</summary>
internal sealed class FaultMemory
{
    /// <summary>All status bits are supported.</summary>
    public const byte AvailabilityMask = 0xFF;

    /// <summary>The group of all trouble codes.</summary>
    public const uint AllGroups = 0xFFFFFF;

    private const int StoredAtStart = 3;

    // Confirmed and failed now; confirmed but healed; pending; with warning lamp.
    private static readonly ImmutableArray<byte> UsualStatus = [0x2F, 0x28, 0x24, 0xAF];

    private readonly HashSet<uint> _known;
    private readonly Dictionary<uint, byte> _stored = [];

    private FaultMemory(HashSet<uint> known) => _known = known;

    /// <summary>Stored trouble codes, by code.</summary>
    public IEnumerable<SimulatedFault> Stored => _stored.OrderBy(static pair => pair.Key).Select(static pair => new SimulatedFault(pair.Key, pair.Value));

    /// <summary>All codes the database describes, with their status.</summary>
    public IEnumerable<SimulatedFault> Known => _known.Order().Select(code => new SimulatedFault(code, StatusOf(code)));

    /// <summary>Collects the trouble codes of a variant and stores a few of them.</summary>
    /// <param name="layer">The variant.</param>
    /// <param name="name">Name of the ECU, for the choice.</param>
    /// <param name="seed">Seed of the vehicle.</param>
    public static FaultMemory Create(DiagnosticLayer layer, string name, int seed)
    {
        var known = new SortedSet<uint>();
        foreach (var service in layer.Services)
        {
            Collect(service.RequestParameters, known, 0);
            foreach (var response in service.Responses)
            {
                Collect(response.Parameters, known, 0);
            }
        }

        var memory = new FaultMemory([.. known]);
        var random = StableRandom.For(seed, $"{name}/faults");
        foreach (var code in known.OrderBy(code => StableRandom.For(seed, $"{name}/{code:X6}").Next()).Take(StoredAtStart))
        {
            memory._stored[code] = UsualStatus[random.Next(UsualStatus.Length)];
        }

        return memory;
    }

    /// <summary>Whether the database describes a code.</summary>
    public bool Knows(uint code) => _known.Contains(code);

    /// <summary>Status of a code: stored, or zero.</summary>
    public byte StatusOf(uint code) => _stored.GetValueOrDefault(code);

    /// <summary>Stores a code or changes its status.</summary>
    public void Store(SimulatedFault fault)
    {
        _known.Add(fault.Code);
        _stored[fault.Code] = fault.Status;
    }

    /// <summary>Clears a code or all of them.</summary>
    /// <param name="group">A code, or <see cref="AllGroups"/>.</param>
    /// <returns>False for a group which the ECU does not have.</returns>
    public bool Clear(uint group)
    {
        if (group == AllGroups)
        {
            _stored.Clear();
            return true;
        }

        _stored.Remove(group);
        return Knows(group);
    }

    private static void Collect(IReadOnlyList<ParameterDescription> parameters, SortedSet<uint> codes, int depth)
    {
        const int maxDepth = 32;
        if (depth > maxDepth)
        {
            return;
        }

        foreach (var parameter in parameters)
        {
            if (parameter.Type is not { } type)
            {
                continue;
            }

            codes.UnionWith(type.Dtcs.Select(static dtc => dtc.Code));
            Collect(type.Members, codes, depth + 1);
            foreach (var one in type.Cases)
            {
                Collect(one.Members, codes, depth + 1);
            }
        }
    }
}
