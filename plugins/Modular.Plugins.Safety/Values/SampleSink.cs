using System.Globalization;
using System.Text;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Safety.Values;

/// <summary>Takes one parameter out of an answer: the named one, or the first.</summary>
/// <param name="parameter">Short name of the parameter; null for the first one.</param>
internal sealed class SampleSink(string? parameter) : IParameterSink
{
    private readonly byte[]? _name = parameter is null ? null : Encoding.UTF8.GetBytes(parameter);

    /// <summary>The value as text, or null when the parameter did not come.</summary>
    public string? Text { get; private set; }

    /// <summary>The value as a number, or null when it is none.</summary>
    public double? Number { get; private set; }

    /// <summary>Why the parameter could not be interpreted, or null.</summary>
    public string? Problem { get; private set; }

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

    void IParameterSink.Number(ReadOnlySpan<byte> name, long value) => Take(name, value);

    void IParameterSink.Number(ReadOnlySpan<byte> name, ulong value) => Take(name, value);

    void IParameterSink.Number(ReadOnlySpan<byte> name, float value) => Take(name, value);

    void IParameterSink.Number(ReadOnlySpan<byte> name, double value) => Take(name, value);

    void IParameterSink.Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (IsWanted(name))
        {
            var text = Encoding.UTF8.GetString(value[..Math.Min(value.Length, ValueSample.MaxLength)]);
            var sample = ValueSample.FromText(text, 0);
            (Text, Number) = (sample.Text, sample.Number);
        }
    }

    /// <inheritdoc/>
    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (IsWanted(name))
        {
            Text = Convert.ToHexString(value[..Math.Min(value.Length, ValueSample.MaxLength / 2)]);
        }
    }

    /// <inheritdoc/>
    public void Error(ReadOnlySpan<byte> name, FieldError error)
    {
        if (IsWanted(name))
        {
            Problem = "its value cannot be interpreted";
        }
    }

    private void Take(ReadOnlySpan<byte> name, double value)
    {
        if (IsWanted(name))
        {
            Text = value.ToString("R", CultureInfo.InvariantCulture);
            Number = double.IsFinite(value) ? value : null;
        }
    }

    private bool IsWanted(ReadOnlySpan<byte> name) =>
        Text is null && Problem is null && (_name is null || Ascii.EqualsIgnoreCase(name, _name));
}
