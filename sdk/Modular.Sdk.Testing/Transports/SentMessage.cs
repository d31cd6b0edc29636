namespace Modular.Sdk.Testing.Transports;

/// <summary>A message that the code under test sent over a <see cref="FakeLink"/>.</summary>
/// <param name="Bytes">A copy of the message.</param>
/// <param name="At">The clock's timestamp when it was handed over.</param>
public sealed record SentMessage(byte[] Bytes, long At)
{
    /// <summary>The bytes as upper-case hexadecimal without separators.</summary>
    public string Hex => Convert.ToHexString(Bytes);
}
