using System.Buffers.Binary;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;
using Modular.Simulation.Ecus;
using Modular.Uds.Messages;

namespace Modular.Simulation.Services;

/// <summary>
/// RoutineControl (0x31): start, stop and results in this order. Results show progress: a quarter with every look, in
/// parameters that are about a percentage, a step or a status.
/// </summary>
internal sealed class RoutineBehaviour : IServiceBehaviour
{
    private const byte Start = 0x01;
    private const byte Stop = 0x02;
    private const byte Results = 0x03;
    private const int HeaderLength = 4;
    private static readonly string[] RunningWords = ["running", "progress", "active", "started"];
    private static readonly string[] DoneWords = ["complet", "finish", "done", "success", "passed", "arrived", "ok", "stopped"];

    public EcuReply Answer(EcuTurn turn)
    {
        if (turn.Request.Length < HeaderLength)
        {
            return NegativeResponseCode.IncorrectMessageLengthOrInvalidFormat;
        }

        var identifier = BinaryPrimitives.ReadUInt16BigEndian(turn.Request.Span[2..]);
        var routines = turn.State.Routines;
        if (turn.SubFunction == Start)
        {
            var response = turn.Ecu.Describe(turn);
            if (response.Response is not null)
            {
                routines[identifier] = new RoutineRun();
            }

            return response;
        }

        if (turn.SubFunction is not (Stop or Results))
        {
            return turn.Ecu.Describe(turn);
        }

        if (!routines.TryGetValue(identifier, out var run))
        {
            return NegativeResponseCode.RequestSequenceError;
        }

        if (turn.SubFunction == Stop)
        {
            run.Stop();
        }
        else
        {
            run.Look();
        }

        return turn.Ecu.Describe(turn, known: (path, parameter) => Known(run, path, parameter));
    }

    private static ParameterValue? Known(RoutineRun run, string path, ParameterDescription? parameter)
    {
        if (parameter?.Type is not { } type)
        {
            return null;
        }

        return type.Shape switch
        {
            ValueShape.Integer or ValueShape.Real when Speaks(path, "percent", "progress") => ParameterValue.FromInteger(run.Progress),
            ValueShape.TextTable when FindText(type.Texts, run.IsRunning ? RunningWords : DoneWords) is { } text
                && Speaks(path, "status", "state", "result") => ParameterValue.FromText(text),
            ValueShape.TextTable when type.Texts.Count > 0 && Speaks(path, "step", "phase", "status", "state") =>
                ParameterValue.FromText(type.Texts[Math.Min(run.Progress * type.Texts.Count / 100, type.Texts.Count - 1)]),
            _ => null,
        };
    }

    private static bool Speaks(string path, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (path.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? FindText(IReadOnlyList<string> texts, string[] words) =>
        texts.FirstOrDefault(text => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
