using System.Globalization;
using System.Text;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Tests.Support;

/// <summary>Writes what is decoded as one line: <c>A=1 S{X=2} F[{Y=3} {Y=4}] E!reason</c>.</summary>
internal sealed class TextSink : IParameterSink
{
    private readonly StringBuilder _text = new();

    public void BeginObject(ReadOnlySpan<byte> name) => Add(name, "").Append('{');

    public void EndObject() => _text.Append('}');

    public void BeginArray(ReadOnlySpan<byte> name) => Add(name, "").Append('[');

    public void EndArray() => _text.Append(']');

    public void Number(ReadOnlySpan<byte> name, long value) => Add(name, "=").Append(CultureInfo.InvariantCulture, $"{value}");

    public void Number(ReadOnlySpan<byte> name, ulong value) => Add(name, "=").Append(CultureInfo.InvariantCulture, $"{value}u");

    public void Number(ReadOnlySpan<byte> name, float value) => Add(name, "=").Append(CultureInfo.InvariantCulture, $"{value}f");

    public void Number(ReadOnlySpan<byte> name, double value) => Add(name, "=").Append(CultureInfo.InvariantCulture, $"{value}d");

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, "=").Append(CultureInfo.InvariantCulture, $"'{Encoding.UTF8.GetString(value)}'");

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, "=").Append(Convert.ToHexString(value));

    public void Error(ReadOnlySpan<byte> name, FieldError error) => Add(name, "!").Append(CultureInfo.InvariantCulture, $"{error.Details}({error.RawValue})");

    public override string ToString() => _text.ToString();

    private StringBuilder Add(ReadOnlySpan<byte> name, string separator)
    {
        if (_text.Length > 0 && _text[^1] is not ('{' or '['))
        {
            _text.Append(' ');
        }

        return _text.Append(Encoding.UTF8.GetString(name)).Append(separator);
    }
}
