namespace Modular.Hosting.Plugins.Discovery;

/// <summary>Why a plugin does not run, for machines. A code never changes its meaning.</summary>
internal static class PluginReasonCode
{
    public const string FolderInvalid = "folder-invalid";
    public const string ManifestMissing = "manifest-missing";
    public const string ManifestInvalid = "manifest-invalid";
    public const string SchemaUnsupported = "schema-unsupported";
    public const string IdMismatch = "id-mismatch";
    public const string VersionMismatch = "version-mismatch";
    public const string TierUnknown = "tier-unknown";
    public const string TierUnsupported = "tier-unsupported";
    public const string CommandInvalid = "command-invalid";
    public const string RouteInvalid = "route-invalid";
    public const string SectionInvalid = "section-invalid";
    public const string PathEscapes = "path-escapes";
    public const string MainMissing = "main-missing";
    public const string FileMissing = "file-missing";
    public const string FileExtra = "file-extra";
    public const string FileTampered = "file-tampered";
    public const string FileTooLarge = "file-too-large";
    public const string ContractCopied = "contract-copied";
    public const string SdkNewer = "sdk-newer";
    public const string SdkIncompatible = "sdk-incompatible";
    public const string SdkMismatch = "sdk-mismatch";
    public const string AssemblyInvalid = "assembly-invalid";
    public const string DefaultsInvalid = "defaults-invalid";
    public const string SettingsSchemaInvalid = "settings-schema-invalid";
    public const string Unreadable = "unreadable";

    public const string SignatureMissing = "signature-missing";
    public const string SignatureMalformed = "signature-malformed";
    public const string SignatureInvalid = "signature-invalid";
    public const string SignerUntrusted = "signer-untrusted";
    public const string SignerUsage = "signer-usage";
    public const string SignerNotPinned = "signer-not-pinned";
    public const string CertificateExpired = "certificate-expired";
    public const string CertificateNotYetValid = "certificate-not-yet-valid";
    public const string DeniedPlugin = "denied-plugin";
    public const string DeniedVersion = "denied-version";
    public const string DeniedManifest = "denied-manifest";
    public const string DeniedSigner = "denied-signer";
    public const string Downgraded = "downgraded";
    public const string VersionRecordInvalid = "version-record-invalid";

    public const string SdkUnstamped = "sdk-unstamped";
    public const string FrameworkCopied = "framework-copied";
    public const string FrameworkNewer = "framework-newer";
    public const string FrameworkForeign = "framework-foreign";
    public const string NativeMissing = "native-missing";

    public const string ArchiveInvalid = "archive-invalid";
    public const string ArchiveUnsafe = "archive-unsafe";

    public const string Disabled = "disabled";
    public const string RequirementMissing = "requirement-missing";
    public const string RequirementCircle = "requirement-circle";
    public const string LoadFailed = "load-failed";
    public const string LoadTimeout = "load-timeout";
    public const string ModuleMissing = "module-missing";
    public const string ModuleAmbiguous = "module-ambiguous";
    public const string ConfigurationInvalid = "configuration-invalid";
    public const string CapabilityUndeclared = "capability-undeclared";
    public const string CapabilityMissing = "capability-missing";
    public const string RouteNotGranted = "route-not-granted";
    public const string RouteDuplicate = "route-duplicate";
    public const string StartFailed = "start-failed";
    public const string StartTimeout = "start-timeout";
    public const string BackgroundFailed = "background-failed";
    public const string StopFailed = "stop-failed";
    public const string StopTimeout = "stop-timeout";
    public const string Stopping = "host-stopping";

    public const string StateInvalid = "state-invalid";
    public const string StartInterrupted = "start-interrupted";
    public const string ProcessKilled = "process-killed";
    public const string Unhandled = "unhandled-exception";
    public const string Unobserved = "unobserved-exception";
    public const string CallFailed = "call-failed";
    public const string CallTimeout = "call-timeout";
    public const string TooManyFaults = "too-many-faults";

    public const string TierPinned = "tier-pinned";
    public const string NotRunning = "not-running";
    public const string VersionLower = "version-lower";
    public const string VersionUnknown = "version-unknown";
    public const string VersionInstalled = "version-installed";
    public const string TooManyLeaks = "too-many-leaks";
}
