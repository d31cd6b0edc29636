using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Modular.Hosting.Plugins.Discovery;

/// <summary>What an assembly says of itself in its metadata.</summary>
/// <param name="SdkVersion">Version of the SDK it was compiled against, or null.</param>
/// <param name="TargetFramework">For example <c>.NETCoreApp,Version=v10.0</c>, or null.</param>
internal sealed record AssemblyStamps(string? SdkVersion, string? TargetFramework)
{
    /// <summary>Key of the metadata attribute with the version of the SDK.</summary>
    public const string SdkVersionKey = "Modular.SdkVersion";

    private const ushort Prolog = 1;

    /// <summary>Reads an assembly without loading it.</summary>
    /// <exception cref="PluginProblemException">It is none.</exception>
    public static AssemblyStamps Read(string path)
    {
        try
        {
            using var stream = Configuration.RegularFile.OpenRead(path);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                throw new BadImageFormatException("it holds no .NET metadata");
            }

            return Read(image.GetMetadataReader());
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new PluginProblemException(PluginReasonCode.AssemblyInvalid, $"{Path.GetFileName(path)} is no .NET assembly: {exception.Message}.");
        }
    }

    private static AssemblyStamps Read(MetadataReader reader)
    {
        var stamps = new AssemblyStamps(null, null);
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            var name = NameOf(reader, attribute);
            if (name is not ("AssemblyMetadataAttribute" or "TargetFrameworkAttribute"))
            {
                continue;
            }

            var blob = reader.GetBlobReader(attribute.Value);
            var first = blob.ReadUInt16() == Prolog ? blob.ReadSerializedString() : null;
            if (name == "TargetFrameworkAttribute")
            {
                stamps = stamps with { TargetFramework = first };
            }
            else if (first == SdkVersionKey)
            {
                stamps = stamps with { SdkVersion = blob.ReadSerializedString() };
            }
        }

        return stamps;
    }

    private static string? NameOf(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var parent = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return parent.Kind == HandleKind.TypeReference
            ? reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name)
            : null;
    }
}
