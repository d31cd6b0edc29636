using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Modular.Host.Plugins.Discovery;

/// <summary>Reads the main assembly without running it and refuses one this host cannot run.</summary>
/// <remarks>
/// Contracts are shared by simple name, so a plugin built on a newer SDK would load and then fail in the middle of a
/// call. The gate finds that before anything runs.
/// </remarks>
internal static class PluginAssemblyGate
{
    private const string SdkVersionKey = "Modular.SdkVersion";

    /// <summary>Checks the main assembly of a plugin.</summary>
    /// <param name="mainPath">Path of the assembly.</param>
    /// <param name="sdk">Version of the SDK in the manifest.</param>
    /// <param name="hostSdk">Version of the SDK in the host.</param>
    /// <exception cref="PluginProblemException">The host cannot run it.</exception>
    public static void Check(string mainPath, SemanticVersion sdk, SemanticVersion hostSdk)
    {
        if (sdk.Major != hostSdk.Major)
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkIncompatible,
                $"The plugin was built on SDK {sdk}; this host has SDK {hostSdk}, and another major version is another contract. Build the plugin again.");
        }

        if (sdk.CompareTo(hostSdk) > 0)
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkNewer, $"The plugin was built on SDK {sdk}, which is newer than the host's {hostSdk}. Update the host.");
        }

        var stamped = ReadSdkVersion(mainPath);
        if (stamped is not null && stamped != sdk.ToString())
        {
            throw new PluginProblemException(
                PluginReasonCode.SdkMismatch, $"The manifest says SDK {sdk}, but {Path.GetFileName(mainPath)} was compiled against {stamped}.");
        }
    }

    private static string? ReadSdkVersion(string mainPath)
    {
        try
        {
            using var stream = File.OpenRead(mainPath);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                throw new BadImageFormatException("it holds no .NET metadata");
            }

            var reader = image.GetMetadataReader();
            foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
            {
                var attribute = reader.GetCustomAttribute(handle);
                if (AttributeName(reader, attribute) == "AssemblyMetadataAttribute")
                {
                    var blob = reader.GetBlobReader(attribute.Value);
                    if (blob.ReadUInt16() == 1 && blob.ReadSerializedString() == SdkVersionKey)
                    {
                        return blob.ReadSerializedString();
                    }
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is BadImageFormatException or InvalidOperationException)
        {
            throw new PluginProblemException(
                PluginReasonCode.AssemblyInvalid, $"{Path.GetFileName(mainPath)} is no .NET assembly: {exception.Message}.");
        }
    }

    private static string? AttributeName(MetadataReader reader, CustomAttribute attribute)
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
