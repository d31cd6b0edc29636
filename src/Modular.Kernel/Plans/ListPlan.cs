using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Parameters of a message, a structure or environment data. Immutable.</summary>
internal sealed class ListPlan
{
    private readonly bool[] _overlaps;
    private readonly LengthKeyPlan[] _keysBehind;
    private readonly bool _hasChoices;

    public ListPlan(ParameterPlan[] parameters)
    {
        Parameters = parameters;
        HasEnvironmentData = Array.Exists(parameters, parameter => parameter.HasEnvironmentData);
        IsOptional = Array.TrueForAll(parameters, parameter => parameter.IsOptional);
        FixedBytes = Measure();
        _overlaps = Array.ConvertAll(parameters, Overlaps);
        _keysBehind = [.. parameters.OfType<LengthKeyPlan>().Where(IsBehindItsValue)];
        _hasChoices = Array.Exists(parameters, parameter => parameter is CodedConstPlan { IsChoice: true });
    }

    public ParameterPlan[] Parameters { get; }

    /// <summary>Length in bytes where it is always the same, else null.</summary>
    public int? FixedBytes { get; }

    public bool HasEnvironmentData { get; }

    public bool IsOptional { get; }

    public IReadOnlyList<ParameterDescription> Describe() => Array.ConvertAll(Parameters, parameter => parameter.Description);

    public void Decode(scoped ref DecodeContext context, int origin)
    {
        var index = 0;
        BindKeysBehind(ref context, origin);
        try
        {
            for (; index < Parameters.Length; index++)
            {
                DecodeOne(ref context, Parameters[index], origin);
            }
        }
        catch (MessageException e)
        {
            e.Within(Parameters[index].Name);
            throw;
        }
    }

    /// <summary>Decodes a message: parameters whose semantic is not asked for are decoded, but not given to the sink.</summary>
    /// <param name="context">The message.</param>
    /// <param name="dataOffset">Where the first parameter with data begins; the message's length when there is none.</param>
    /// <returns>How many parameters the sink got.</returns>
    public int DecodeMessage(scoped ref DecodeContext context, out int dataOffset)
    {
        var (index, count, sink) = (0, 0, context.Sink);
        var first = int.MaxValue;
        BindKeysBehind(ref context, 0);
        try
        {
            for (; index < Parameters.Length; index++)
            {
                var parameter = Parameters[index];
                var isMapped = parameter.IsMapped && IsWanted(context.Options.MappedSemantics, parameter.Semantic);
                context.Sink = isMapped ? sink : NullParameterSink.Instance;
                var start = DecodeOne(ref context, parameter, 0);
                count += isMapped ? 1 : 0;
                if (start < first && parameter.IsMapped && IsData(parameter, context.Options))
                {
                    first = start;
                }
            }
        }
        catch (MessageException e)
        {
            e.Within(Parameters[index].Name);
            throw;
        }

        context.Sink = sink;
        dataOffset = Math.Min(first, context.Message.Length);
        return count;
    }

    public void Encode(scoped ref EncodeContext context, IParameterSource source, int origin, bool isLast, bool checksNames = true)
    {
        var (index, found) = (0, 0);
        try
        {
            for (; index < Parameters.Length; index++)
            {
                var parameter = Parameters[index];
                found += source.TryGet(parameter.Name, out var value) ? 1 : 0;
                EncodeOne(ref context, index, value, origin, isLast && index == Parameters.Length - 1);
            }

            for (index = 0; _hasChoices && index < Parameters.Length; index++)
            {
                if (Parameters[index] is CodedConstPlan { IsChoice: true, Position: >= 0 } choice)
                {
                    choice.Verify(context.Message, context.Rules, origin + choice.Position);
                }
            }
        }
        catch (MessageException e)
        {
            e.Within(Parameters[index].Name);
            throw;
        }

        if (checksNames && !context.Options.IgnoreUnknownParameters && !(source.Names is ICollection<string> names && names.Count == found))
        {
            RequireKnown(source);
        }
    }

    /// <summary>Whether a message does not contradict any constant or echo.</summary>
    public bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> request)
    {
        foreach (var parameter in Parameters)
        {
            if (!parameter.Fits(message, request))
            {
                return false;
            }
        }

        return true;
    }

    public bool Knows(string name) => Array.Exists(Parameters, parameter => parameter.Name == name);

    private void RequireKnown(IParameterSource source)
    {
        foreach (var name in source.Names)
        {
            if (!Knows(name))
            {
                throw Unknown(name, Parameters);
            }
        }
    }

    public static MessageException Unknown(string name, IEnumerable<ParameterPlan> parameters) =>
        new(DiagnosticFailure.InvalidParameter, $"Unknown parameter '{name}'")
        {
            AllowedValues =
            [
                .. parameters.Where(parameter => parameter is not (CodedConstPlan or ReservedPlan)).Select(parameter => parameter.Name),
            ],
        };

    /// <summary>Ends what was begun as a pair or as an object.</summary>
    public static void End(IParameterSink sink, bool isPair)
    {
        if (isPair)
        {
            sink.EndArray();
        }
        else
        {
            sink.EndObject();
        }
    }

    private static int DecodeOne(scoped ref DecodeContext context, ParameterPlan parameter, int origin)
    {
        var before = context.Cursor;
        var position = parameter.Position >= 0 ? origin + parameter.Position : before;
        context.Cursor = position;
        parameter.Decode(ref context, position);
        context.Cursor = Math.Max(context.Cursor, before);
        return position;
    }

    private void EncodeOne(scoped ref EncodeContext context, int index, in ParameterValue value, int origin, bool isLast)
    {
        var parameter = Parameters[index];
        var before = context.Cursor;
        var position = parameter.Position >= 0 ? origin + parameter.Position : before;
        context.Cursor = position;
        if (_overlaps[index] && value.Kind == ParameterValueKind.Null && parameter.FixedBits is { } bits)
        {
            // A value that lies in the same place says which of the codes it is.
            var count = BitField.ByteCount(parameter.BitPosition, bits);
            context.Reserve(position, count);
            context.Cursor = position + count;
        }
        else
        {
            parameter.Encode(ref context, value, position, isLast);
        }

        context.Cursor = Math.Max(context.Cursor, before);
    }

    private void BindKeysBehind(scoped ref DecodeContext context, int origin)
    {
        foreach (var key in _keysBehind)
        {
            key.BindAhead(ref context, origin + key.Position);
        }
    }

    private bool IsBehindItsValue(LengthKeyPlan key) => key.Position >= 0
        && Array.FindIndex(Parameters, parameter => parameter is ValueParameterPlan { Value: ScalarPlan { Coded: KeyedLengthType type } } && type.KeyOffset == key.View.Offset)
            is >= 0 and var value
        && value < Array.IndexOf(Parameters, key);

    private static bool IsWanted(System.Collections.Frozen.FrozenSet<string>? wanted, string? semantic) =>
        wanted is null || semantic is null || wanted.Contains(semantic);

    private static bool IsData(ParameterPlan parameter, Services.DecodeOptions options) => options.MappedSemantics is { } wanted
        ? parameter.Semantic is null ? parameter is not CodedConstPlan : wanted.Contains(parameter.Semantic)
        : parameter.Semantic is null ? parameter is not (CodedConstPlan or MatchingRequestPlan) : parameter.Semantic == "DATA";

    private bool Overlaps(ParameterPlan parameter) => parameter is CodedConstPlan { IsChoice: true, Position: >= 0, FixedBits: { } bits }
        && Array.Exists(Parameters, other => other != parameter
            && other.Position >= 0
            && other.Position < parameter.Position + BitField.ByteCount(parameter.BitPosition, bits)
            && parameter.Position < other.Position + BitField.ByteCount(other.BitPosition, other.FixedBits ?? 8));

    private int? Measure()
    {
        var length = 0;
        foreach (var parameter in Parameters)
        {
            if (parameter.Position < 0 || parameter.FixedBits is not { } bits)
            {
                return null;
            }

            length = Math.Max(length, parameter.Position + BitField.ByteCount(parameter.BitPosition, bits));
        }

        return length;
    }
}
