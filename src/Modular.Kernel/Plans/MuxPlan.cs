using Modular.Kernel.Coding;
using Modular.Kernel.Description;
using Modular.Kernel.Services;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Content chosen by a key (MUX).</summary>
internal sealed class MuxPlan : ValuePlan
{
    private const string Selector = "Selector";

    private readonly string? _name;
    private readonly ScalarPlan _key;
    private readonly int _keyPosition;
    private readonly int _keyBitPosition;
    private readonly int _position;
    private readonly MuxCasePlan[] _cases;

    public MuxPlan(string? name, ScalarPlan key, int keyPosition, int keyBitPosition, int position, MuxCasePlan[] cases)
    {
        _name = name;
        _key = key;
        _keyPosition = keyPosition;
        _keyBitPosition = keyBitPosition;
        _position = position;
        _cases = cases;
        HasEnvironmentData = Array.Exists(cases, option => option.Content?.HasEnvironmentData == true);
    }

    public override bool HasEnvironmentData { get; }

    public override void Decode(
        scoped ref DecodeContext context, scoped ReadOnlySpan<byte> name, Param? parameter, int position, int bitPosition)
    {
        context.CountValue();
        if (!_key.TryDecode(ref context, position + _keyPosition, _keyBitPosition, out var key, out var error))
        {
            throw new MessageException(
                DiagnosticFailure.ResponseMismatch, $"The key of the multiplexer is {key.ToString()}: {error!.Details}");
        }

        var option = Find(key) ?? throw new MessageException(
            DiagnosticFailure.ResponseMismatch, $"The multiplexer has no case for {key.ToString()}");
        var end = context.Cursor;
        var isPair = context.Options.Choices == ChoiceStyle.Pairs;
        context.Enter();
        if (isPair)
        {
            context.Sink.BeginArray(name);
            context.Sink.Text(default, option.NameUtf8);
        }
        else
        {
            context.Sink.BeginObject(name);
            ValueEmitter.Emit(context.Sink, "Selector"u8, key, _key.Physical);
        }

        var caseName = isPair ? default : option.NameUtf8.AsSpan();
        context.Cursor = position + _position;
        if (option.Content is { } content)
        {
            content.Decode(ref context, caseName, null, position + _position, 0);
            end = Math.Max(end, context.Cursor);
        }
        else
        {
            context.Sink.BeginObject(caseName);
            context.Sink.EndObject();
        }

        ListPlan.End(context.Sink, isPair);
        context.Leave();
        context.Cursor = end;
    }

    public override void Encode(
        scoped ref EncodeContext context, in ParameterValue value, Param? parameter, int position, int bitPosition, bool isLast)
    {
        var (selector, name, content) = Take(value);
        context.CountValue();
        var option = name is null ? null : Array.Find(_cases, option => option.Name == name) ?? throw Unknown(name);
        if (selector.Kind == ParameterValueKind.Null)
        {
            var key = option?.Range?.LowerText ?? option?.Range?.UpperText ?? throw new MessageException(
                DiagnosticFailure.MissingParameter, $"The key of case '{name}' must be given as '{Selector}'");
            selector = ParameterValue.FromText(key);
        }

        _key.Encode(ref context, selector, null, position + _keyPosition, _keyBitPosition, isLast: false);
        var end = context.Cursor;
        var chosen = FindEncoded(ref context, position);
        if (option is not null && chosen != option)
        {
            throw new MessageException(
                DiagnosticFailure.InvalidParameter, $"The key selects case '{chosen?.Name ?? "none"}', not '{option.Name}'");
        }

        option = chosen ?? throw Unknown(Selector);
        if (option.Content is { } plan)
        {
            context.Enter();
            context.Cursor = position + _position;
            plan.Encode(ref context, content, null, position + _position, 0, isLast);
            context.Leave();
            end = Math.Max(end, context.Cursor);
        }
        else if (content.Kind == ParameterValueKind.Object && content.AsObject().Names.Any())
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"The case '{option.Name}' has no content");
        }

        context.Cursor = end;
    }

    public override ValueDescription Describe() => new()
    {
        Name = _name,
        Shape = ValueShape.Multiplexer,
        CaseFactory = () => Array.ConvertAll(_cases, option => new CaseDescription(
            option.Name, option.Range?.LowerText, option.Content is { } content ? content.Describe().Members : [])),
    };

    private MuxCasePlan? Find(scoped CodedValue key)
    {
        foreach (var option in _cases)
        {
            if (option.Range is null || option.Range.Contains(key))
            {
                return option;
            }
        }

        return null;
    }

    private MuxCasePlan? FindEncoded(scoped ref EncodeContext context, int position)
    {
        var reader = new DecodeContext(context.Message, default, NullParameterSink.Instance, DecodeOptions.Default, context.Rules);
        return _key.TryDecode(ref reader, position + _keyPosition, _keyBitPosition, out var key, out _) ? Find(key) : null;
    }

    private MessageException Unknown(string name) =>
        new(DiagnosticFailure.InvalidParameter, $"The multiplexer has no case '{name}'")
        {
            AllowedValues = Array.ConvertAll(_cases, option => option.Name),
        };

    // {"Selector": key, "case": content} with either left out, or [case name or key, content].
    private (ParameterValue Selector, string? Name, ParameterValue Content) Take(in ParameterValue value)
    {
        switch (value.Kind)
        {
            case ParameterValueKind.Object:
                var members = value.AsObject();
                members.TryGet(Selector, out var selector);
                var names = members.Names.Where(name => name != Selector).Take(2).ToList();
                if (names.Count > 1)
                {
                    throw new MessageException(DiagnosticFailure.InvalidParameter, "More than one case of a multiplexer is given");
                }

                ParameterValue content = default;
                if (names.Count == 1)
                {
                    members.TryGet(names[0], out content);
                }

                return names.Count == 0 && selector.Kind == ParameterValueKind.Null
                    ? throw WrongType(default, "a case of the multiplexer")
                    : (selector, names.Count == 0 ? null : names[0], content);
            case ParameterValueKind.Array when value.AsArray() is [var key, var rest]:
                return key.Kind == ParameterValueKind.Text && Array.Exists(_cases, option => option.Name == key.AsText())
                    ? (default, key.AsText(), rest)
                    : (key, null, rest);
            default:
                throw WrongType(value, "an object with the name of a case");
        }
    }
}
