using Modular.Sdk.Diagnostics;

namespace Modular.Benchmarks.Kernel;

/// <summary>Takes values and keeps nothing but their number, so that only the decoding is measured.</summary>
internal sealed class CountingSink : IParameterSink
{
    public long Values { get; private set; }

    public void BeginObject(ReadOnlySpan<byte> name) => Values++;

    public void EndObject() => Values++;

    public void BeginArray(ReadOnlySpan<byte> name) => Values++;

    public void EndArray() => Values++;

    public void Number(ReadOnlySpan<byte> name, long value) => Values++;

    public void Number(ReadOnlySpan<byte> name, ulong value) => Values++;

    public void Number(ReadOnlySpan<byte> name, float value) => Values++;

    public void Number(ReadOnlySpan<byte> name, double value) => Values++;

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Values++;

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Values++;

    public void Error(ReadOnlySpan<byte> name, FieldError error) =>
        throw new InvalidOperationException($"The benchmark's own answer does not decode: {error}");
}
