using System.Runtime.InteropServices;

namespace Modular.Mdd.Tests;

public sealed class PipeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modular-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Open_PipeOfTheNameOfADatabase_FailsAtOnceAndSaysSo()
    {
        if (!OperatingSystem.IsLinux())
        {
            // Elsewhere pipes do not stand in folders, or are not looked for.
            return;
        }

        var path = Path.Combine(_folder, "pipe.mdd");
        Assert.Equal(0, MakeFifo(path, Convert.ToUInt32("600", 8)));

        var exception = await Assert.ThrowsAsync<MddFormatException>(
            () => Task.Run(() => MddFile.Open(path)).WaitAsync(TimeSpan.FromSeconds(30)));

        Assert.Equal(MddFailure.Unreadable, exception.Cause);
        Assert.Contains("pipe or a device", exception.Message, StringComparison.Ordinal);
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
