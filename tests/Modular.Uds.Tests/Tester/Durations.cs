namespace Modular.Uds.Tests.Tester;

internal static class Durations
{
    public static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    public static string Hex(this ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
