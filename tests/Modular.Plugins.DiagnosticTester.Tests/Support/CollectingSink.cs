using System.Globalization;
using System.Text;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>Writes down what it is given, as <c>Name=Value</c> with braces for structures.</summary>
internal sealed class CollectingSink : IParameterSink
{
    private readonly StringBuilder _text = new();

    public void BeginObject(ReadOnlySpan<byte> name) => Add(name, "{");

    public void EndObject() => _text.Append("} ");

    public void BeginArray(ReadOnlySpan<byte> name) => Add(name, "[");

    public void EndArray() => _text.Append("] ");

    public void Number(ReadOnlySpan<byte> name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public void Number(ReadOnlySpan<byte> name, ulong value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public void Number(ReadOnlySpan<byte> name, float value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public void Number(ReadOnlySpan<byte> name, double value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public void Text(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, Encoding.UTF8.GetString(value));

    public void Bytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => Add(name, Convert.ToHexString(value));

    public void Error(ReadOnlySpan<byte> name, FieldError error) => Add(name, "!" + error.Details);

    public override string ToString() => _text.ToString().TrimEnd();

    private void Add(ReadOnlySpan<byte> name, string value) => _text.Append(Encoding.UTF8.GetString(name)).Append('=').Append(value).Append(' ');
}
