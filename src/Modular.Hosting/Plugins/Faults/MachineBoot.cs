namespace Modular.Hosting.Plugins.Faults;

/// <summary>Tells one boot of the machine from another, so that no plugin is blamed for a power cut.</summary>
internal static class MachineBoot
{
    private const string LinuxFile = "/proc/sys/kernel/random/boot_id";

    /// <summary>Names the present boot; empty where the system does not tell.</summary>
    public static string Id { get; } = Read();

    private static string Read()
    {
        try
        {
            return OperatingSystem.IsLinux() ? File.ReadAllText(LinuxFile).Trim() : string.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}
