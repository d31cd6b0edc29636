using System.Security.Cryptography;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>The key of this machine that signs tokens in development mode. Only its owner can read the file.</summary>
internal static class DevelopmentKey
{
    private const string FileName = "development-key.pem";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key, or makes it at first use.</summary>
    /// <param name="directory">The plugin's data folder.</param>
    /// <returns>A P-256 key; the caller disposes it.</returns>
    public static ECDsa LoadOrCreate(string directory)
    {
        var file = Path.Combine(directory, FileName);
        return File.Exists(file) ? Load(file) : Create(file);
    }

    private static ECDsa Load(string file)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) != OwnerOnly)
        {
            File.SetUnixFileMode(file, OwnerOnly);
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidOperationException($"The development key '{file}' is damaged. Delete it; a new one is made at once.", exception);
        }
    }

    private static ECDsa Create(string file)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var temporary = $"{file}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var writer = new StreamWriter(temporary, options))
        {
            writer.Write(key.ExportPkcs8PrivateKeyPem());
        }

        try
        {
            // Moving does not overwrite: when two processes start at once, both end with the first one's key.
            File.Move(temporary, file);
            return key;
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(temporary);
            key.Dispose();
            return Load(file);
        }
    }
}
