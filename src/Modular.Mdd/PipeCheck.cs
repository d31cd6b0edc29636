using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Modular.Mdd;

/// <summary>Finds out whether a name in a folder is a file, without waiting: who opens a pipe as a file waits for its writer.</summary>
internal static class PipeCheck
{
    private const int LinuxReadOnlyNonBlockingCloseOnExec = 0x800 | 0x80000;

    /// <summary>Refuses what is there and is no file that could be mapped.</summary>
    /// <exception cref="IOException">It is a pipe or a device.</exception>
    public static void ThrowIfNoFile(string path)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists(path))
        {
            return;
        }

        using var handle = Open(path, LinuxReadOnlyNonBlockingCloseOnExec);
        if (handle.IsInvalid)
        {
            // The real opening says why.
            return;
        }

        using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        if (!stream.CanSeek)
        {
            throw new IOException("it is no regular file but a pipe or a device");
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
