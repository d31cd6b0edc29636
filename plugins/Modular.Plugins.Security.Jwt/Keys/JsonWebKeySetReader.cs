using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Modular.Plugins.Security.Jwt.Keys;

/// <summary>Reads public keys out of a JSON Web Key Set (RFC 7517).</summary>
internal static class JsonWebKeySetReader
{
    private const int MaxKeys = 64;
    private const int MaxIdLength = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads a set.</summary>
    /// <param name="json">The set.</param>
    /// <param name="path">Path of the configuration key, for mistakes.</param>
    /// <param name="mistakes">Takes every mistake; such a key is left out.</param>
    /// <returns>The keys.</returns>
    public static List<VerificationKey> Read(string json, string path, List<string> mistakes)
    {
        var keys = new List<VerificationKey>();
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("keys"u8, out var items)
                || items.ValueKind != JsonValueKind.Array
                || items.GetArrayLength() is 0 or > MaxKeys)
            {
                mistakes.Add($"{path} has no member 'keys' with 1 to {MaxKeys} keys.");
                return keys;
            }

            var index = 0;
            foreach (var item in items.EnumerateArray())
            {
                ReadKey(item, $"{path} keys[{index++}]", keys, mistakes);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for texts that are half a surrogate pair.
            mistakes.Add($"{path} is not valid JSON: {exception.Message}");
        }

        return keys;
    }

    private static void ReadKey(JsonElement item, string path, List<VerificationKey> keys, List<string> mistakes)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            mistakes.Add($"{path} is no object.");
            return;
        }

        if (Text(item, "use") is { } use && use != "sig")
        {
            // A key for encryption may stand in the same set; it is simply none of ours.
            return;
        }

        if (item.TryGetProperty("key_ops"u8, out var operations) && !AllowVerifying(operations))
        {
            return;
        }

        if (item.TryGetProperty("d"u8, out _))
        {
            mistakes.Add($"{path} is a private key, which does not belong into a set of public keys.");
            return;
        }

        try
        {
            AsymmetricAlgorithm key;
            switch (Text(item, "kty"))
            {
                case "RSA":
                    key = RSA.Create(new RSAParameters { Modulus = Bytes(item, "n"), Exponent = Bytes(item, "e") });
                    break;
                case "EC":
                    key = ECDsa.Create(new ECParameters { Curve = Curve(Text(item, "crv")), Q = new ECPoint { X = Bytes(item, "x"), Y = Bytes(item, "y") } });
                    break;
                case "oct":
                    mistakes.Add($"{path} is a symmetric key; only asymmetric ones are accepted.");
                    return;
                default:
                    mistakes.Add($"{path} is neither of type RSA nor EC.");
                    return;
            }

            if (KeyAlgorithms.Reject(key) is { } reason)
            {
                key.Dispose();
                mistakes.Add($"{path}: {reason}.");
                return;
            }

            var id = Text(item, "kid");
            if (id is { Length: 0 or > MaxIdLength })
            {
                key.Dispose();
                mistakes.Add($"{path} has an identifier (kid) which is empty or longer than {MaxIdLength} characters.");
                return;
            }

            keys.Add(new VerificationKey(key, id, Text(item, "alg")));
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or PlatformNotSupportedException)
        {
            mistakes.Add($"{path} holds no usable key: {exception.Message}");
        }
    }

    // RFC 7517, 4.3.
    private static bool AllowVerifying(JsonElement operations) =>
        operations.ValueKind == JsonValueKind.Array
        && operations.EnumerateArray().Any(static operation => operation.ValueKind == JsonValueKind.String && operation.ValueEquals("verify"u8));

    private static ECCurve Curve(string? name) => name switch
    {
        "P-256" => ECCurve.NamedCurves.nistP256,
        "P-384" => ECCurve.NamedCurves.nistP384,
        "P-521" => ECCurve.NamedCurves.nistP521,
        _ => throw new FormatException("the curve is none of P-256, P-384 and P-521"),
    };

    private static byte[] Bytes(JsonElement item, string name) =>
        Text(item, name) is { } text ? Base64Url.DecodeFromChars(text) : throw new FormatException($"member '{name}' is missing");

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
