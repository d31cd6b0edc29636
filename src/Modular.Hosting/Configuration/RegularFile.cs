using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Modular.Hosting.Configuration;

/// <summary>Opens files that anybody may have put somewhere, without waiting for what is no file.</summary>
/// <remarks>A pipe of the name of a file would hold up whoever opens it until somebody writes into it.</remarks>
internal static class RegularFile
{
    private const int ReadOnly = 0;
    private const int LinuxNonBlocking = 0x800;
    private const int LinuxCloseOnExec = 0x80000;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It cannot be opened, or is a pipe, a socket or a device without a length.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        // Elsewhere a name in a folder is a file; where pipes can stand in folders, the first look must not block.
        if (OperatingSystem.IsLinux() && File.Exists(path))
        {
            using var probe = Open(path, ReadOnly | LinuxNonBlocking | LinuxCloseOnExec);
            if (!probe.IsInvalid && !IsSeekable(probe))
            {
                throw new IOException($"{path} is no regular file but a pipe or a device, so it is not read.");
            }
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }

    private static bool IsSeekable(SafeFileHandle handle)
    {
        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        return stream.CanSeek;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
