using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Modular.Hosting.Plugins.Discovery;
using Modular.Hosting.Plugins.Trust;
using Modular.Hosting.Server;
using Modular.Hosting.Tests.Support;

namespace Modular.Hosting.Tests.Plugins.Trust;

public sealed class SignedPluginTests : IDisposable
{
    private const string Id = "test.endpoints";

    private readonly PluginRoot _root = new(Id);
    private readonly TestAuthority _authority = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private string Folder => _root.FolderOf(Id);

    private string SignaturePath => Path.Combine(Folder, "plugin.json.sig");

    public void Dispose()
    {
        _key.Dispose();
        _authority.Dispose();
        _root.Dispose();
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("RSA")]
    public void Discover_SignedBelowARoot_IsAcceptedAndNamesTheSigner(string kind)
    {
        using AsymmetricAlgorithm key = kind switch
        {
            "P-256" => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            "P-384" => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            _ => RSA.Create(2048),
        };
        using var certificate = _authority.Issue(key);
        TestAuthority.Sign(Folder, key, certificate);

        var candidate = Discover();

        Assert.Null(candidate.Rejection);
        Assert.Equal(new PluginTrust(PluginTrustKind.Signed, "CN=Vendor"), candidate.Package!.Trust);
        Assert.False(candidate.Package.Trust.IsUnsigned);
    }

    [Fact]
    public void Discover_NoSignature_IsRejected() => AssertRejected(PluginReasonCode.SignatureMissing);

    [Fact]
    public void Discover_EveryByteOfTheManifestChanged_IsNeverAccepted()
    {
        Sign();
        var path = Path.Combine(Folder, "plugin.json");
        var honest = File.ReadAllBytes(path);
        var envelope = File.ReadAllBytes(SignaturePath);
        using var read = SignatureEnvelopeJson.Read(envelope);

        for (var index = 0; index < honest.Length; index++)
        {
            honest[index] ^= 1;
            Assert.False(SignatureAlgorithm.Verify(read.Signer, read.Algorithm, honest, read.Signature.Span));
            honest[index] ^= 1;
        }

        // White space is not meaning, but it is signed.
        File.AppendAllText(path, "\n");
        AssertRejected(PluginReasonCode.SignatureInvalid);
    }

    [Fact]
    public void Discover_FileTampered_IsRejected()
    {
        Sign();
        File.AppendAllText(Path.Combine(Folder, "Modular.Fixtures.Endpoints.dll"), "x");

        AssertRejected(PluginReasonCode.FileTampered);
    }

    [Fact]
    public void Discover_FileExtra_IsRejected()
    {
        Sign();
        File.WriteAllText(Path.Combine(Folder, "extra.dll"), "x");

        AssertRejected(PluginReasonCode.FileExtra);
    }

    [Fact]
    public void Discover_FileMissing_IsRejected()
    {
        Sign();
        File.Delete(Path.Combine(Folder, "Modular.Fixtures.Endpoints.pdb"));

        AssertRejected(PluginReasonCode.FileMissing);
    }

    [Fact]
    public void Discover_RootOfSomebodyElse_IsRejected()
    {
        using var other = new TestAuthority();
        using var certificate = other.Issue(_key);
        TestAuthority.Sign(Folder, _key, certificate, other.Root);

        AssertRejected(PluginReasonCode.SignerUntrusted);
    }

    [Fact]
    public void Discover_NoRootConfigured_IsRejected()
    {
        Sign();

        AssertRejected(PluginReasonCode.SignerUntrusted, Settings() with { Roots = [] });
    }

    [Theory]
    [InlineData(TestAuthority.ServerAuthentication)]
    [InlineData(null)]
    public void Discover_CertificateForSomethingElse_IsRejected(string? usage)
    {
        using var certificate = _authority.Issue(_key, usage);
        TestAuthority.Sign(Folder, _key, certificate);

        AssertRejected(PluginReasonCode.SignerUsage);
    }

    [Fact]
    public void Discover_CertificateExpired_IsRejected()
    {
        using var certificate = _authority.Issue(_key, from: TestAuthority.Now.AddDays(-2), to: TestAuthority.Now.AddSeconds(-1));
        TestAuthority.Sign(Folder, _key, certificate);

        AssertRejected(PluginReasonCode.CertificateExpired);
    }

    [Fact]
    public void Discover_CertificateNotYetValid_IsRejected()
    {
        using var certificate = _authority.Issue(_key, from: TestAuthority.Now.AddSeconds(1));
        TestAuthority.Sign(Folder, _key, certificate);

        AssertRejected(PluginReasonCode.CertificateNotYetValid);
    }

    [Fact]
    public void Discover_SignedByAnotherKeyThanTheCertificates_IsRejected()
    {
        using var certificate = _authority.Issue(_key);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        TestAuthority.Sign(Folder, other, certificate);

        AssertRejected(PluginReasonCode.SignatureInvalid);
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("PS256")]
    [InlineData("none")]
    [InlineData("")]
    public void Discover_AlgorithmDoesNotFitTheKey_IsRejected(string algorithm)
    {
        Sign();
        File.WriteAllText(SignaturePath, File.ReadAllText(SignaturePath).Replace("ES256", algorithm, StringComparison.Ordinal));

        AssertRejected(PluginReasonCode.SignatureInvalid);
    }

    [Fact]
    public void Discover_SignatureTruncatedAnywhere_IsRejected()
    {
        Sign();
        var honest = File.ReadAllBytes(SignaturePath);
        for (var length = 0; length < honest.Length; length++)
        {
            var problem = Assert.Throws<PluginProblemException>(() => SignatureEnvelopeJson.Read(honest.AsMemory(0, length)));
            Assert.Equal(PluginReasonCode.SignatureMalformed, problem.Code);
        }

        File.WriteAllBytes(SignaturePath, honest.AsSpan(0, honest.Length / 2));
        AssertRejected(PluginReasonCode.SignatureMalformed);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":2,"algorithm":"ES256","certificates":["x"],"signature":"AA=="}""")]
    [InlineData("""{"schema":1,"algorithm":"ES256","certificates":[],"signature":"AA=="}""")]
    [InlineData("""{"schema":1,"algorithm":"ES256","certificates":["x"],"signature":"AA=="}""")]
    [InlineData("""{"schema":1,"algorithm":"ES256","certificates":[7],"signature":"AA=="}""")]
    [InlineData("""{"schema":1,"algorithm":"ES256","certificates":"x","signature":"AA=="}""")]
    [InlineData("""{"schema":1,"algorithm":"ES256","certificates":["a","a","a","a","a","a","a","a","a"],"signature":"AA=="}""")]
    [InlineData("""{"schema":1,"algorithm":"ES256","certificates":["x"],"signature":"not base64"}""")]
    [InlineData("""{"schema":1,"algorithm":"ES256","certificates":["x"],"signature":""}""")]
    [InlineData("""{"schema":1,"schema":1,"algorithm":"ES256","certificates":["x"],"signature":"AA=="}""")]
    public void Discover_GarbageForASignature_IsRejected(string content)
    {
        File.WriteAllText(SignaturePath, content);

        AssertRejected(PluginReasonCode.SignatureMalformed);
    }

    [Fact]
    public void Discover_HugeSignatureFile_IsRejected()
    {
        using (var file = File.Create(SignaturePath))
        {
            file.SetLength(4L * 1024 * 1024 * 1024);
        }

        AssertRejected(PluginReasonCode.SignatureMalformed);
    }

    [Fact]
    public void Discover_Fuzzed_IsAcceptedOnlyUnchangedInMeaning()
    {
        Sign();
        var honest = File.ReadAllBytes(SignaturePath);
        var random = new Random(20002);
        for (var round = 0; round < 500; round++)
        {
            var bytes = honest.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                using var envelope = SignatureEnvelopeJson.Read(bytes);
            }
            catch (PluginProblemException problem)
            {
                Assert.Equal(PluginReasonCode.SignatureMalformed, problem.Code);
            }
        }
    }

    [Fact]
    public void Discover_SignerPinned_DecidesBetweenSignersOfOneRoot()
    {
        using var certificate = Sign();
        var pin = Thumbprint.Of(certificate);

        Assert.Null(Discover(Settings() with { Pins = new HashSet<string> { pin } }).Rejection);
        AssertRejected(PluginReasonCode.SignerNotPinned, Settings() with { Pins = new HashSet<string> { new('0', 64) } });
    }

    [Fact]
    public void Discover_Denied_IsRejectedByEachKindOfEntry()
    {
        using var certificate = Sign();
        var manifest = Thumbprint.Of(File.ReadAllBytes(Path.Combine(Folder, "plugin.json")));

        AssertRejected(PluginReasonCode.DeniedPlugin, Denying(Id));
        AssertRejected(PluginReasonCode.DeniedVersion, Denying($"{Id}@0.1.0"));
        AssertRejected(PluginReasonCode.DeniedManifest, Denying(manifest));
        AssertRejected(PluginReasonCode.DeniedManifest, Denying(manifest.ToLowerInvariant()));
        AssertRejected(PluginReasonCode.DeniedSigner, Denying(Thumbprint.Of(certificate)));
        AssertRejected(PluginReasonCode.DeniedSigner, Denying(Thumbprint.Of(_authority.Root)));
        Assert.Null(Discover(Denying($"{Id}@0.1.1", "test.other")).Rejection);
    }

    [Fact]
    public void Discover_UnsignedFolder_IsLoadedAndSaidToBeUnsigned()
    {
        var candidate = Discover(Settings() with { UnsignedFolders = [_root.Path] });

        Assert.Equal(new PluginTrust(PluginTrustKind.Exempt), candidate.Package!.Trust);
        Assert.True(candidate.Package.Trust.IsUnsigned);
        AssertRejected(PluginReasonCode.SignatureMissing, Settings() with { UnsignedFolders = [_root.Path + "-other", _root.Path[..^1]] });
    }

    [Fact]
    public void Discover_UnsignedFolderWithAWrongSignature_IsRejected()
    {
        Sign();
        File.AppendAllText(Path.Combine(Folder, "plugin.json"), " ");

        AssertRejected(PluginReasonCode.SignatureInvalid, Settings() with { UnsignedFolders = [_root.Path] });
    }

    [Fact]
    public void Discover_InstalledFolder_NeedsNoSignatureUnlessAllDo()
    {
        var settings = Settings() with { Mode = TrustMode.Installed };

        Assert.Equal(PluginTrustKind.Installed, Discover(settings, installed: _root.Path).Package!.Trust.Kind);
        AssertRejected(PluginReasonCode.SignatureMissing, settings);
        Assert.Equal(PluginReasonCode.SignatureMissing, Discover(Settings(), installed: _root.Path).Rejection?.Code);
    }

    [Fact]
    public void Discover_DevelopmentMode_LoadsUnsignedUnlessAllMustBeSigned()
    {
        Assert.Equal(PluginTrustKind.Development, Discover(Settings() with { Mode = TrustMode.Installed }, isDevelopment: true).Package!.Trust.Kind);
        Assert.Equal(PluginReasonCode.SignatureMissing, Discover(Settings(), isDevelopment: true).Rejection?.Code);
    }

    [Fact]
    public void Discover_HashesMode_LoadsUnsigned() =>
        Assert.Equal(PluginTrustKind.Exempt, Discover(Settings() with { Mode = TrustMode.Hashes }).Package!.Trust.Kind);

    private X509Certificate2 Sign()
    {
        var certificate = _authority.Issue(_key);
        TestAuthority.Sign(Folder, _key, certificate);
        return certificate;
    }

    private TrustSettings Settings() => new() { Mode = TrustMode.Signed, Roots = [_authority.Root] };

    private TrustSettings Denying(params string[] entries) => Settings() with { Denied = DenyList.Create(entries) };

    private PluginCandidate Discover(TrustSettings? settings = null, string installed = "/nowhere", bool isDevelopment = false)
    {
        var policy = new PluginTrustPolicy(settings ?? Settings(), installed, isDevelopment, ledger: null, new FixedClock(TestAuthority.Now));
        return new PluginDiscovery(ProductVersion.Sdk, policy).Discover(_root.Path).Candidates.Single();
    }

    private void AssertRejected(string code, TrustSettings? settings = null)
    {
        var candidate = Discover(settings);
        Assert.Equal(code, candidate.Rejection?.Code);
        Assert.Null(candidate.Package);
    }
}
