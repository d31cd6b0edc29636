using System.Runtime.CompilerServices;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>State of decoding one message.</summary>
internal ref struct DecodeContext
{
    private List<Binding>? _bindings;
    private int _valuesLeft;
    private int _depth;

    public DecodeContext(
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> request,
        IParameterSink sink,
        DecodeOptions options,
        KernelOptions rules)
    {
        Message = message;
        Request = request;
        Sink = sink;
        Options = options;
        Rules = rules;
        _valuesLeft = rules.MaxValues;
    }

    public readonly ReadOnlySpan<byte> Message { get; }

    /// <summary>The request being answered; empty where it is unknown.</summary>
    public readonly ReadOnlySpan<byte> Request { get; }

    public IParameterSink Sink { get; set; }

    public readonly DecodeOptions Options { get; }

    public readonly KernelOptions Rules { get; }

    /// <summary>Whether numbers are remembered, because environment data may ask for them.</summary>
    public bool BindsValues { get; set; }

    /// <summary>First byte behind what was decoded so far.</summary>
    public int Cursor { get; set; }

    /// <summary>Bytes at a place of the message.</summary>
    public readonly ReadOnlySpan<byte> Take(int position, int count)
    {
        if ((long)position + count > Message.Length)
        {
            throw MessageException.TooShort((int)Math.Min((long)position + count, int.MaxValue), Message.Length);
        }

        return Message.Slice(position, count);
    }

    /// <summary>Counts a value, so that no database makes a small message cost much.</summary>
    public void CountValue()
    {
        if (--_valuesLeft < 0)
        {
            throw MessageException.Invalid($"The message has more than {Rules.MaxValues} values");
        }
    }

    public void Enter()
    {
        if (++_depth > Rules.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw MessageException.Invalid($"Structures are nested deeper than {Rules.MaxDepth} levels");
        }
    }

    public void Leave() => _depth--;

    /// <summary>Remembers what later parameters depend on.</summary>
    public void Bind(in Binding binding) => (_bindings ??= []).Add(binding);

    /// <summary>The value of a parameter decoded last.</summary>
    public readonly bool TryFind(int parameterOffset, out Binding binding)
    {
        for (var i = (_bindings?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (_bindings![i].Parameter.Offset == parameterOffset)
            {
                binding = _bindings[i];
                return true;
            }
        }

        binding = default;
        return false;
    }

    /// <summary>The value of the parameter decoded last under a short name.</summary>
    public readonly bool TryFind(ReadOnlySpan<byte> shortName, out Binding binding)
    {
        for (var i = (_bindings?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (_bindings![i].Parameter.ShortNameUtf8.SequenceEqual(shortName))
            {
                binding = _bindings[i];
                return true;
            }
        }

        binding = default;
        return false;
    }
}
