using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Modular.Architecture.Tests;

/// <summary>Reads what a built assembly refers to, without loading it.</summary>
internal static class BuiltAssembly
{
    /// <summary>Names of our assemblies which a project's output refers to; null when it was not built.</summary>
    public static IReadOnlyList<string>? ReferencesOf(SourceProject project)
    {
        if (PathOf(project) is not { } path)
        {
            return null;
        }

        using var image = new PEReader(File.OpenRead(path));
        var reader = image.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    /// <summary>Path of a project's output; null when it was not built.</summary>
    public static string? PathOf(SourceProject project)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var path = Path.Combine(SourceProject.Root, "artifacts", "bin", project.Name, configuration, project.AssemblyName + ".dll");
        return File.Exists(path) ? path : null;
    }
}
