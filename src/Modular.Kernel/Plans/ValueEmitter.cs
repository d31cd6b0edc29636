using System.Buffers;
using Modular.Kernel.Coding;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Gives a value to a sink in the shape of its physical type.</summary>
internal static class ValueEmitter
{
    private const int StackLength = 512;

    public static void Emit(IParameterSink sink, scoped ReadOnlySpan<byte> name, scoped CodedValue value, BaseType type)
    {
        switch (value.Kind)
        {
            case CodedValueKind.Integer when type == BaseType.UInt32:
                sink.Number(name, (ulong)value.Integer);
                break;
            case CodedValueKind.Integer:
                sink.Number(name, value.Integer);
                break;
            case CodedValueKind.Real when type == BaseType.Float32:
                sink.Number(name, (float)value.Real);
                break;
            case CodedValueKind.Real:
                sink.Number(name, value.Real);
                break;
            case CodedValueKind.Bytes:
                sink.Bytes(name, value.Bytes);
                break;
            case CodedValueKind.Text when TextCoding.IsUtf8(value.Bytes, value.Encoding):
                sink.Text(name, value.Bytes);
                break;
            case CodedValueKind.Text:
                EmitTranscoded(sink, name, value);
                break;
            default:
                throw new InvalidOperationException("There is no value to emit.");
        }
    }

    private static void EmitTranscoded(IParameterSink sink, scoped ReadOnlySpan<byte> name, scoped CodedValue value)
    {
        var length = TextCoding.MaxUtf8Length(value.Bytes.Length);
        var rented = length > StackLength ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> utf8 = rented ?? stackalloc byte[StackLength];
        try
        {
            sink.Text(name, utf8[..TextCoding.WriteUtf8(value.Bytes, value.Encoding, utf8)]);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}
