using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Only notes whether a value could not be interpreted.</summary>
internal sealed class ErrorProbe : IParameterSink
{
    public bool HasErrors { get; private set; }

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

    public void Error(ReadOnlySpan<byte> name, FieldError error) => HasErrors = true;
}
