using System.Buffers.Binary;
using Modular.Kernel;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;
using Modular.Simulation.Services;

namespace Modular.Simulation.Ecus;

/// <summary>Values of responses that are not invented: configured ones, those that tell the variant, and the session.</summary>
internal sealed class KnownValues
{
    private readonly Dictionary<(string Variant, string Service, string Parameter), string> _identity;
    private readonly IReadOnlyList<SimulatedValue> _configured;

    /// <summary>Collects what an ECU knows.</summary>
    /// <param name="database">Its database, whose patterns tell the variants apart.</param>
    /// <param name="configured">Values an operator wants, of this ECU only.</param>
    public KnownValues(DiagnosticDatabase database, IReadOnlyList<SimulatedValue> configured)
    {
        _configured = configured;
        _identity = [];
        foreach (var pattern in database.Detection.Patterns)
        {
            foreach (var parameter in pattern.Parameters)
            {
                // The first pattern of a variant suffices; a later one may want other values of the same parameters.
                _identity.TryAdd(Key(pattern.Variant.ShortName, parameter.Service.ShortName, parameter.Parameter), parameter.ExpectedValue);
            }
        }
    }

    /// <summary>Looks a parameter of a response up.</summary>
    /// <param name="turn">The request being answered.</param>
    /// <param name="path">Path of the parameter within the response.</param>
    /// <param name="parameter">Its description.</param>
    public ParameterValue? Find(EcuTurn turn, string path, ParameterDescription? parameter)
    {
        if (parameter is null)
        {
            return null;
        }

        if (FindConfigured(turn, path, parameter) is { } configured)
        {
            return ParameterValue.FromText(configured);
        }

        var key = Key(turn.State.Variant.ShortName, turn.Service.ShortName, parameter.Name);
        if (_identity.TryGetValue(key, out var expected))
        {
            return ParameterValue.FromText(expected);
        }

        return FindSession(turn, path, parameter.Type) is { } session ? ParameterValue.FromText(session) : null;
    }

    private static (string Variant, string Service, string Parameter) Key(string variant, string service, string parameter) =>
        (variant.ToUpperInvariant(), service.ToUpperInvariant(), parameter.ToUpperInvariant());

    // A text table of sessions and the chart of sessions use the same words where the database was made with care.
    private static string? FindSession(EcuTurn turn, string path, ValueDescription? type)
    {
        if (type?.Shape != ValueShape.TextTable || !IsRead(turn, StandardIdentifier.ActiveDiagnosticSession))
        {
            return null;
        }

        var chart = turn.State.Variant.StateCharts.FirstOrDefault(static one => one.IsAbout("SESSION"));
        var state = chart is null ? null : turn.State.StateOf(chart.ShortName);
        return state is null ? null : type.Texts.FirstOrDefault(text => text.Contains(state, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsRead(EcuTurn turn, ushort identifier) =>
        turn.Request.Length >= 3 && turn.Request.Span[0] == 0x22 && BinaryPrimitives.ReadUInt16BigEndian(turn.Request.Span[1..]) == identifier;

    private string? FindConfigured(EcuTurn turn, string path, ParameterDescription parameter) => _configured
        .FirstOrDefault(value => value.Parameter is { } wanted && IsRead(turn, value.Identifier)
            && (wanted.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase) || wanted.Equals(path, StringComparison.OrdinalIgnoreCase)))
        ?.Value;
}
