using System.Diagnostics.CodeAnalysis;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Says that a server runs on a data folder. The system takes it back when the process ends, however it ends.</summary>
internal sealed class DataFolderClaim : IDisposable
{
    private readonly FileStream _file;

    private DataFolderClaim(FileStream file) => _file = file;

    /// <summary>Claims the folder.</summary>
    /// <param name="dataPath">Absolute path of the host's data folder; made when it is missing.</param>
    /// <param name="claim">Held as long as the server runs.</param>
    /// <param name="problem">Why it was not claimed: another server has it, or it cannot be written.</param>
    public static bool TryTake(string dataPath, [NotNullWhen(true)] out DataFolderClaim? claim, [NotNullWhen(false)] out string? problem)
    {
        (claim, problem) = (null, null);
        try
        {
            Directory.CreateDirectory(FolderOf(dataPath));
            claim = new DataFolderClaim(new FileStream(PathOf(dataPath), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = exception.Message;
            return false;
        }
    }

    /// <summary>Says whether a server runs on the folder, without making anything there.</summary>
    public static bool IsTaken(string dataPath)
    {
        try
        {
            using var file = new FileStream(PathOf(dataPath), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string FolderOf(string dataPath) => Path.Combine(dataPath, ".host");

    private static string PathOf(string dataPath) => Path.Combine(FolderOf(dataPath), "lock");
}
