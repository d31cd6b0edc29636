using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Takes what is decoded only to be checked.</summary>
internal sealed class DiscardingSink : IParameterSink
{
    public static DiscardingSink Instance { get; } = new();

    public void BeginObject(ReadOnlySpan<byte> name)
    {
    }

    public void EndObject()
    {
    }

    public void BeginArray(ReadOnlySpan<byte> name)
    {
    }

    public void EndArray()
    {
    }

    public void Number(ReadOnlySpan<byte> name, long value)
    {
    }

    public void Number(ReadOnlySpan<byte> name, ulong value)
    {
    }

    public void Number(ReadOnlySpan<byte> name, float value)
    {
    }

    public void Number(ReadOnlySpan<byte> name, double value)
    {
    }

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
    }

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
    }

    public void Error(ReadOnlySpan<byte> name, FieldError error)
    {
    }
}
