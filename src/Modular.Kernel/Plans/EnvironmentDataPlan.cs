using System.Text;
using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>
/// Environment data of a trouble code (ENV-DATA-DESC): first what belongs to all codes, then what belongs to the one
/// that was decoded before.
/// </summary>
internal sealed class EnvironmentDataPlan : ValuePlan
{
    private readonly string? _name;
    private readonly byte[] _codeParameter;
    private readonly (uint[] Codes, ListPlan List)[] _parts;

    public EnvironmentDataPlan(string? name, string codeParameter, (uint[] Codes, ListPlan List)[] parts)
    {
        _name = name;
        _codeParameter = Encoding.UTF8.GetBytes(codeParameter);
        _parts = parts;
    }

    public override bool HasEnvironmentData => true;

    public override void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition)
    {
        context.CountValue();
        if (!context.TryFind(_codeParameter, out var code))
        {
            throw MessageException.Invalid(
                $"The trouble code '{Encoding.UTF8.GetString(_codeParameter)}' does not come before its environment data");
        }

        var flattens = context.Options.FlattenStructures && !name.IsEmpty;
        context.Enter();
        context.Cursor = position;
        if (!flattens)
        {
            context.Sink.BeginObject(name);
        }

        FindAll()?.Decode(ref context, context.Cursor);
        Find(code.Number)?.Decode(ref context, context.Cursor);
        if (!flattens)
        {
            context.Sink.EndObject();
        }

        context.Leave();
    }

    public override void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast)
    {
        if (!context.TryFind(_codeParameter, out var code))
        {
            throw MessageException.Invalid(
                $"The trouble code '{Encoding.UTF8.GetString(_codeParameter)}' does not come before its environment data");
        }

        var source = value.Kind switch
        {
            ParameterValueKind.Object => value.AsObject(),
            ParameterValueKind.Null => NoParameters.Instance,
            _ => throw WrongType(value, "an object"),
        };
        var (all, specific) = (FindAll(), Find(code.Number));
        context.CountValue();
        context.Enter();
        context.Cursor = position;
        all?.Encode(ref context, source, position, isLast && specific is null, checksNames: false);
        specific?.Encode(ref context, source, context.Cursor, isLast, checksNames: false);
        context.Leave();
        if (!context.Options.IgnoreUnknownParameters)
        {
            foreach (var name in source.Names)
            {
                if (all?.Knows(name) != true && specific?.Knows(name) != true)
                {
                    throw ListPlan.Unknown(name, [.. all?.Parameters ?? [], .. specific?.Parameters ?? []]);
                }
            }
        }
    }

    public override ValueDescription Describe() => new()
    {
        Name = _name,
        Shape = ValueShape.EnvironmentData,
        MemberFactory = () => FindAll()?.Describe() ?? [],
    };

    private ListPlan? FindAll() => Array.Find(_parts, part => part.Codes.Length == 0).List;

    private ListPlan? Find(long code) => Array.Find(_parts, part => Array.Exists(part.Codes, own => own == code)).List;
}
