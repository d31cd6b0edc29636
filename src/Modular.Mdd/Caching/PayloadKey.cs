using System.Security.Cryptography;
using System.Text;
using Modular.Mdd.Container;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Caching;

/// <summary>The name of a payload in the cache: a hash of all that its content and the checks it passed depend on.</summary>
internal static class PayloadKey
{
    // Another schema has other tables to verify, so it has other keys.
    private static readonly byte[] SchemaHash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\n',
        MddSchema.Tables.SelectMany(table => table.Fields.Select(field => $"{table.Name} {field}"))
            .Concat(MddSchema.Unions.Select(union => $"{union.Name} {string.Join(' ', union.Alternatives)}")))));

    public static string Of(MddFile file, MddChunk chunk, MddOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SchemaHash);
        hash.AppendData([options.VerifyHash ? (byte)1 : (byte)0]);
        foreach (var signature in chunk.Signatures)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(signature.Algorithm));
            hash.AppendData(signature.Signature.Span);
        }

        hash.AppendData(BitConverter.GetBytes(chunk.UncompressedSize ?? ulong.MaxValue));

        // The compressed data itself and not the hash the file claims: so no file can pass for another.
        hash.AppendData(file.GetStored(chunk).Span);
        GC.KeepAlive(file);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
