using Modular.Plugins.Security.Jwt.Configuration;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>Tells by length and time of writing whether a key file changed. Works where file notifications do not.</summary>
internal static class KeyFileStamps
{
    /// <summary>Reads the stamps of all files that the configuration names.</summary>
    /// <param name="options">Section <c>Jwt</c>.</param>
    /// <returns>One text for all; files that are not there have a stamp too.</returns>
    public static string Read(JwtOptions options)
    {
        string?[] files = [.. options.PublicKeyFiles, options.JwksFile, options.SigningKeyFile];
        return string.Join('|', files.Where(static file => !string.IsNullOrEmpty(file)).Select(static file => Stamp(file!)));
    }

    private static string Stamp(string file)
    {
        try
        {
            // The link's target counts: orchestrators swap a link and leave the files alone.
            var target = new FileInfo(file);
            var resolved = target.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? target;
            return resolved.Exists ? FormattableString.Invariant($"{resolved.FullName}:{resolved.Length}:{resolved.LastWriteTimeUtc.Ticks}") : "absent";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "unreadable";
        }
    }
}
