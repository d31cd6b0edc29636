namespace Modular.Odx.Tests.Support;

/// <summary>Texts that are checked in and compared.</summary>
internal static class GoldenFile
{
    private static readonly bool IsUpdating = Environment.GetEnvironmentVariable("MODULAR_UPDATE_GOLDEN") == "1";

    public static void Equals(string relativePath, string actual)
    {
        var path = Path.Combine(RepositoryPaths.Root, "tests", "Modular.Odx.Tests", relativePath);
        if (IsUpdating)
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
