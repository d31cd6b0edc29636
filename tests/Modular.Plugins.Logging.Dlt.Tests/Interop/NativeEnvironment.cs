using System.Runtime.InteropServices;

namespace Modular.Plugins.Logging.Dlt.Tests.Interop;

/// <summary>The environment that native code reads: .NET's own is a copy which libdlt does not see.</summary>
internal static class NativeEnvironment
{
    public static void Set(string name, string value)
    {
        Assert.Equal(0, SetVariable(name, value, 1));
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
