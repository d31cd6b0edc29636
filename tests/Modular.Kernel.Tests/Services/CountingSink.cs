using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Services;

/// <summary>Counts what it gets and keeps nothing, so that it allocates nothing itself.</summary>
internal sealed class CountingSink : IParameterSink
{
    public int Values { get; private set; }

    public int Length { get; private set; }

    public void BeginObject(ReadOnlySpan<byte> name) => Values++;

    public void EndObject()
    {
    }

    public void BeginArray(ReadOnlySpan<byte> name) => Values++;

    public void EndArray()
    {
    }

    public void Number(ReadOnlySpan<byte> name, long value) => Count(name.Length);

    public void Number(ReadOnlySpan<byte> name, ulong value) => Count(name.Length);

    public void Number(ReadOnlySpan<byte> name, float value) => Count(name.Length);

    public void Number(ReadOnlySpan<byte> name, double value) => Count(name.Length);

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Count(name.Length + value.Length);

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Count(name.Length + value.Length);

    public int Errors { get; private set; }

    public void Error(ReadOnlySpan<byte> name, FieldError error) => Errors++;

    private void Count(int length)
    {
        Values++;
        Length += length;
    }
}
