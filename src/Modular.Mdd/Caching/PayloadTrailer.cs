using System.Buffers.Binary;
using System.Security.Cryptography;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Caching;

/// <summary>What stands behind a payload in a file of the cache: what it consists of, and a checksum.</summary>
/// <remarks>
/// The checksum covers the trailer and samples of the payload all over, so that it costs little however large the payload
/// is. Files appear in the cache whole or not at all; the checksum is for systems and disks that do not keep that promise.
/// </remarks>
internal static class PayloadTrailer
{
    private const int Samples = 16;
    private const int SampleSize = 4096;
    private const int Numbers = 5;

    private static ReadOnlySpan<byte> Magic => "MDD cached 1\0\0\0\0"u8;

    private static int Size => sizeof(int) * (Numbers + MddSchema.Tables.Length) + SHA256.HashSizeInBytes + Magic.Length;

    /// <summary>Makes the trailer of a payload.</summary>
    public static byte[] Make(ReadOnlySpan<byte> payload, FlatBufferStatistics statistics)
    {
        var trailer = new byte[Size];
        var place = trailer.AsSpan();
        foreach (var number in (ReadOnlySpan<int>)[payload.Length, statistics.Tables, statistics.Depth, statistics.LongestText, MddSchema.Tables.Length, .. statistics.TablesByType])
        {
            BinaryPrimitives.WriteInt32LittleEndian(place, number);
            place = place[sizeof(int)..];
        }

        Sum(payload, trailer.AsSpan(0, trailer.Length - place.Length), place);
        Magic.CopyTo(place[SHA256.HashSizeInBytes..]);
        return trailer;
    }

    /// <summary>Reads the trailer of a file; false when the file is not what was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out int length, out FlatBufferStatistics? statistics)
    {
        (length, statistics) = (file.Length - Size, null);
        if (length <= 0 || !file.EndsWith(Magic))
        {
            return false;
        }

        var payload = file[..length];
        var numbers = file[length..^(SHA256.HashSizeInBytes + Magic.Length)];
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        Sum(payload, numbers, sum);
        if (!sum.SequenceEqual(file[^(SHA256.HashSizeInBytes + Magic.Length)..^Magic.Length])
            || Number(numbers, 0) != length || Number(numbers, Numbers - 1) != MddSchema.Tables.Length)
        {
            return false;
        }

        var byType = new int[MddSchema.Tables.Length];
        for (var type = 0; type < byType.Length; type++)
        {
            byType[type] = Number(numbers, Numbers + type);
        }

        statistics = new FlatBufferStatistics(Number(numbers, 1), Number(numbers, 2), Number(numbers, 3), byType);
        return true;
    }

    private static int Number(ReadOnlySpan<byte> numbers, int index) => BinaryPrimitives.ReadInt32LittleEndian(numbers[(index * sizeof(int))..]);

    private static void Sum(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> numbers, Span<byte> target)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(numbers);
        var size = Math.Min(SampleSize, payload.Length);
        for (var sample = 0; sample < Samples; sample++)
        {
            // The first sample is the start and the last one the end.
            var start = (int)((long)(payload.Length - size) * sample / (Samples - 1));
            hash.AppendData(payload.Slice(start, size));
        }

        hash.TryGetHashAndReset(target, out _);
    }
}
