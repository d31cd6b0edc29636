using System.Buffers.Text;
using System.Text;

namespace Modular.Plugins.Sovd.Json;

/// <summary>Builds JSON pointers (RFC 6901) in UTF-8.</summary>
internal static class JsonPointer
{
    private const int MaxIndexLength = 10;

    /// <summary>Appends a member's name, escaped.</summary>
    /// <param name="pointer">The pointer so far.</param>
    /// <param name="name">The name in UTF-8.</param>
    public static void AppendName(PooledBufferWriter pointer, ReadOnlySpan<byte> name)
    {
        pointer.Append("/"u8);
        while (name.IndexOfAny((byte)'~', (byte)'/') is var special and >= 0)
        {
            pointer.Append(name[..special]);
            pointer.Append(name[special] == (byte)'~' ? "~0"u8 : "~1"u8);
            name = name[(special + 1)..];
        }

        pointer.Append(name);
    }

    /// <summary>Appends the position of an item.</summary>
    /// <param name="pointer">The pointer so far.</param>
    /// <param name="index">The position, from 0.</param>
    public static void AppendIndex(PooledBufferWriter pointer, int index)
    {
        pointer.Append("/"u8);
        Utf8Formatter.TryFormat(index, pointer.GetSpan(MaxIndexLength), out var written);
        pointer.Advance(written);
    }

    /// <summary>Appends a member's name to a pointer held as text.</summary>
    /// <param name="pointer">The pointer so far; empty for the root.</param>
    /// <param name="name">The name.</param>
    /// <returns>The longer pointer.</returns>
    public static string Append(string pointer, string name)
    {
        if (name.AsSpan().IndexOfAny('~', '/') < 0)
        {
            return string.Concat(pointer, "/", name);
        }

        return new StringBuilder(pointer).Append('/')
            .Append(name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)).ToString();
    }
}
