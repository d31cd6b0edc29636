namespace Modular.DoIp.Tests.Support;

/// <summary>A fact that needs a file of the shared data and is skipped, visibly, where it is absent.</summary>
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string relativePath)
    {
        if (SharedData.Find(relativePath) is null)
        {
            Skip = $"Shared data {relativePath} is absent; set MODULAR_SHARED_DATA.";
        }
    }
}
