using System.Runtime.InteropServices;

namespace Modular.Mdd;

/// <summary>Advice to the system about mapped memory. Elsewhere than on Linux it is not given, and nothing depends on it.</summary>
internal static unsafe partial class MemoryAdvice
{
    /// <summary>Reads jump about (MADV_RANDOM).</summary>
    public const int Random = 1;

    /// <summary>The memory is not needed for now; of a mapped file it can be read again (MADV_DONTNEED).</summary>
    public const int DoNotNeed = 4;

    /// <summary>Gives advice about a mapping from its start on, which lies at a page's start.</summary>
    public static void Give(byte* start, int length, int advice)
    {
        if (OperatingSystem.IsLinux())
        {
            // It is advice: a system that refuses it works as well.
            _ = Advise(start, (nuint)length, advice);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* start, nuint length, int advice);
}
