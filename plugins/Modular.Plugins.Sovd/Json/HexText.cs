namespace Modular.Plugins.Sovd.Json;

/// <summary>Bytes as text in the form <c>0x0A 0xFF</c>.</summary>
internal static class HexText
{
    private const int CharactersPerByte = 5;

    /// <summary>Length of the text for a number of bytes.</summary>
    /// <param name="byteCount">Number of bytes.</param>
    /// <returns>Length in characters, which are ASCII.</returns>
    public static int GetLength(int byteCount) => byteCount == 0 ? 0 : checked((byteCount * CharactersPerByte) - 1);

    /// <summary>Writes the text.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="destination">Takes at least <see cref="GetLength"/> characters.</param>
    /// <returns>Characters written.</returns>
    public static int Format(ReadOnlySpan<byte> bytes, Span<byte> destination)
    {
        var digits = "0123456789ABCDEF"u8;
        var written = 0;
        foreach (var value in bytes)
        {
            if (written > 0)
            {
                destination[written++] = (byte)' ';
            }

            destination[written++] = (byte)'0';
            destination[written++] = (byte)'x';
            destination[written++] = digits[value >> 4];
            destination[written++] = digits[value & 0xF];
        }

        return written;
    }
}
