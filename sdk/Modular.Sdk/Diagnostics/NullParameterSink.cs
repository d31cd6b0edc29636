namespace Modular.Sdk.Diagnostics;

/// <summary>Takes values and forgets them, where an answer is decoded only to be checked. Safe for concurrent use.</summary>
public sealed class NullParameterSink : IParameterSink
{
    private NullParameterSink()
    {
    }

    /// <summary>The one instance.</summary>
    public static NullParameterSink Instance { get; } = new();

    /// <inheritdoc/>
    public void BeginObject(ReadOnlySpan<byte> name)
    {
    }

    /// <inheritdoc/>
    public void EndObject()
    {
    }

    /// <inheritdoc/>
    public void BeginArray(ReadOnlySpan<byte> name)
    {
    }

    /// <inheritdoc/>
    public void EndArray()
    {
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, long value)
    {
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, ulong value)
    {
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, float value)
    {
    }

    /// <inheritdoc/>
    public void Number(ReadOnlySpan<byte> name, double value)
    {
    }

    /// <inheritdoc/>
    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
    }

    /// <inheritdoc/>
    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
    }

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> name, FieldError error)
    {
    }
}
