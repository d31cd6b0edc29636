using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Parameters one after another (STRUCTURE).</summary>
internal sealed class StructurePlan : ValuePlan
{
    private readonly string? _name;
    private readonly int? _byteSize;

    public StructurePlan(string? name, ListPlan list, int? byteSize)
    {
        _name = name;
        List = list;
        _byteSize = byteSize;
    }

    public ListPlan List { get; }

    public override int? FixedBits => (_byteSize ?? List.FixedBytes) * 8;

    public override bool HasEnvironmentData => List.HasEnvironmentData;

    public override bool IsOptional => List.IsOptional;

    public override void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition)
    {
        context.Sink.BeginObject(name);
        DecodeMembers(ref context, position);
        context.Sink.EndObject();
    }

    /// <summary>Decodes the members into the object around.</summary>
    public void DecodeMembers(scoped ref DecodeContext context, int position)
    {
        context.CountValue();
        context.Enter();
        context.Cursor = position;
        List.Decode(ref context, position);
        context.Leave();
        if (_byteSize is { } size)
        {
            context.Take(position, size);
            if (context.Cursor > position + size)
            {
                throw new MessageException(
                    DiagnosticFailure.ResponseMismatch, $"The members take {context.Cursor - position} bytes of a structure of {size}");
            }

            context.Cursor = position + size;
        }
    }

    public override void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast)
    {
        var source = value.Kind switch
        {
            ParameterValueKind.Object => value.AsObject(),
            ParameterValueKind.Null => NoParameters.Instance,
            _ => throw WrongType(value, "an object"),
        };
        context.CountValue();
        context.Enter();
        context.Cursor = position;
        List.Encode(ref context, source, position, isLast && _byteSize is null);
        context.Leave();
        if (_byteSize is { } size)
        {
            if (context.Cursor > position + size)
            {
                throw new MessageException(
                    DiagnosticFailure.InvalidParameter, $"The members take {context.Cursor - position} bytes of a structure of {size}");
            }

            context.Reserve(position, size);
            context.Cursor = position + size;
        }
    }

    public override ValueDescription Describe() => new()
    {
        Name = _name,
        Shape = ValueShape.Structure,
        MemberFactory = List.Describe,
    };
}
