using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Plugins.Trust;

/// <summary>Reads small files whole, and no larger ones.</summary>
internal static class BoundedFile
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="PluginProblemException">It is larger than allowed; the exception has the given code.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(string path, int maximumBytes, string code)
    {
        using var stream = RegularFile.OpenRead(path);
        if (stream.Length > maximumBytes)
        {
            throw new PluginProblemException(code, $"{Path.GetFileName(path)} has {stream.Length} bytes; at most {maximumBytes} are read.");
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Writes a file so that it is there whole or not at all, also after a loss of power.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
