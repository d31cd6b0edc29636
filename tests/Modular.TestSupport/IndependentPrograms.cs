using System.Diagnostics;

namespace Modular.TestSupport;

/// <summary>Programs of others that interop tests talk to.</summary>
public static class IndependentPrograms
{
    /// <summary>Debian's own interpreter: its scapy package is not visible to other Pythons on the path.</summary>
    public const string Python = "/usr/bin/python3";

    /// <summary>Whether a program runs here.</summary>
    public static bool IsAvailable(string program) => program switch
    {
        "scapy" => File.Exists(Python) && Succeeds(Python, "-c", "import scapy"),
        "dlt-daemon" => Succeeds("sh", "-c", "command -v dlt-daemon && command -v dlt-receive && command -v stdbuf"),
        "flatc" or "protoc" or "tshark" or "xz" => Succeeds(program, "--version"),
        _ => throw new ArgumentOutOfRangeException(nameof(program), program, "Unknown program."),
    };

    private static bool Succeeds(string fileName, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(fileName, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
