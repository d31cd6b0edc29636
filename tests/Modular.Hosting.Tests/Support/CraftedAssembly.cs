using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Versioning;

namespace Modular.Hosting.Tests.Support;

/// <summary>Writes assemblies which claim what a test wants them to.</summary>
internal static class CraftedAssembly
{
    /// <summary>Creates an empty assembly.</summary>
    public static byte[] Create(string? sdkVersion, string? targetFramework)
    {
        var attributes = new List<CustomAttributeBuilder>();
        if (sdkVersion is not null)
        {
            attributes.Add(new CustomAttributeBuilder(
                typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!, ["Modular.SdkVersion", sdkVersion]));
        }

        if (targetFramework is not null)
        {
            attributes.Add(new CustomAttributeBuilder(typeof(TargetFrameworkAttribute).GetConstructor([typeof(string)])!, [targetFramework]));
        }

        var assembly = new PersistedAssemblyBuilder(new AssemblyName("Crafted"), typeof(object).Assembly, attributes);
        assembly.DefineDynamicModule("Crafted");
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return stream.ToArray();
    }
}
