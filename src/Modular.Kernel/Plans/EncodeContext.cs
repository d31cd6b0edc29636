using System.Buffers;
using System.Runtime.CompilerServices;
using Modular.Kernel.Services;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>State of encoding one message. Owns a rented buffer until it is disposed.</summary>
internal ref struct EncodeContext
{
    private const int InitialLength = 256;

    private byte[] _buffer;
    private List<EncodedKey>? _keys;
    private List<Binding>? _bindings;
    private int _valuesLeft;
    private int _depth;

    public EncodeContext(ReadOnlySpan<byte> request, EncodeOptions options, KernelOptions rules)
    {
        Request = request;
        Options = options;
        Rules = rules;
        _valuesLeft = rules.MaxValues;
        _buffer = ArrayPool<byte>.Shared.Rent(InitialLength);
    }

    /// <summary>The request being answered; empty when a request is encoded.</summary>
    public readonly ReadOnlySpan<byte> Request { get; }

    public readonly EncodeOptions Options { get; }

    public readonly KernelOptions Rules { get; }

    /// <summary>Whether numbers are remembered, because environment data may ask for them.</summary>
    public bool BindsValues { get; set; }

    /// <summary>First byte behind what was encoded so far.</summary>
    public int Cursor { get; set; }

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Message => _buffer.AsSpan(0, Length);

    /// <summary>Bytes at a place of the message, which grows by zeros where needed.</summary>
    public Span<byte> Reserve(int position, int count)
    {
        var end = (long)position + count;
        if (end > Rules.MaxMessageLength)
        {
            throw new MessageException(DiagnosticFailure.InvalidParameter, $"The message exceeds {Rules.MaxMessageLength} bytes");
        }

        if (end > _buffer.Length)
        {
            Grow((int)end);
        }

        if (end > Length)
        {
            _buffer.AsSpan(Length, (int)end - Length).Clear();
            Length = (int)end;
        }

        return _buffer.AsSpan(position, count);
    }

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

    /// <summary>Remembers a number which environment data may ask for.</summary>
    public void Bind(in Binding binding) => (_bindings ??= []).Add(binding);

    /// <summary>The number encoded last under a short name.</summary>
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

    public void Add(EncodedKey key) => (_keys ??= []).Add(key);

    /// <summary>The key encoded last for a parameter, or null.</summary>
    public readonly EncodedKey? FindKey(int parameterOffset) => _keys?.FindLast(key => key.Parameter.Offset == parameterOffset);

    /// <summary>Keys whose value nothing told.</summary>
    public readonly EncodedKey? FindUnresolved() => _keys?.Find(key => !key.IsKnown);

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
        }
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)needed * 2, Rules.MaxMessageLength));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
