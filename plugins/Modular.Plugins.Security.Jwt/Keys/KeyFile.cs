namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>Reads key files with a bound on their length.</summary>
internal static class KeyFile
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Path of the configuration key, for mistakes.</param>
    /// <param name="mistakes">Takes the mistake.</param>
    /// <returns>Its text, or null.</returns>
    public static string? Read(string file, string path, List<string> mistakes)
    {
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
            {
                mistakes.Add($"{path}: '{file}' is longer than {MaxBytes} bytes, so it is no key file.");
                return null;
            }

            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            mistakes.Add($"{path}: '{file}' cannot be read: {exception.Message}");
            return null;
        }
    }
}
