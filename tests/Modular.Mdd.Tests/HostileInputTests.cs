using Modular.Mdd.Authoring;
using Modular.Mdd.Container;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests;

/// <summary>Damaged and hostile databases are read or refused: no other exception, no endless work, no flood of memory.</summary>
public sealed class HostileInputTests
{
    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("functional_groups")]
    [InlineData("other-writers/SC00000")]
    public void Open_EveryPrefixOfAFile_IsRefused(string name)
    {
        var file = SampleFiles.Read(name);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.NotNull(Attempt.Open(file.AsMemory(0, length)));
        }
    }

    [SharedDataTheory]
    [InlineData("functional_groups")]
    [InlineData("FLXC1000")]
    public void Verify_EveryPrefixOfAPayload_IsReadOrRefused(string name)
    {
        var payload = SampleFiles.ReadPayload(name);
        var refused = 0;
        for (var length = 0; length < payload.Length; length++)
        {
            refused += Attempt.Verify(payload.AsMemory(0, length)) is null ? 0 : 1;
        }

        // The last bytes may be padding, nothing more.
        Assert.InRange(refused, payload.Length - 8, payload.Length);
    }

    [Fact]
    public void Open_EveryPrefixOfAnAuthoredFile_IsRefused()
    {
        var file = WiperDatabase.Define().ToBytes();
        for (var length = 0; length < file.Length; length++)
        {
            Assert.NotNull(Attempt.Open(file.AsMemory(0, length)));
        }
    }

    [SharedDataTheory]
    [InlineData("FLXC1000", 1_000)]
    [InlineData("functional_groups", 2_000)]
    public void Open_MutatedFile_IsReadOrRefused(string name, int attempts)
    {
        var original = SampleFiles.Read(name);
        var random = new Random(20_260_602);
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            _ = Attempt.Open(Mutate(original, random), new MddOptions { VerifyHash = attempt % 2 == 0 });
        }
    }

    [SharedDataTheory]
    [InlineData("FLXC1000", 4_000)]
    [InlineData("functional_groups", 6_000)]
    public void Verify_MutatedPayload_IsReadOrRefused(string name, int attempts)
    {
        var original = SampleFiles.ReadPayload(name);
        var random = new Random(20_260_603);
        var refused = 0;
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            refused += Attempt.Verify(Mutate(original, random)) is null ? 0 : 1;
        }

        // Both must come up, else the mutations test nothing.
        Assert.InRange(refused, attempts / 10, attempts - 1);
    }

    [Fact]
    public void Verify_MutatedAuthoredPayload_IsReadOrRefused()
    {
        var original = FlatBufferWriter.Write(new RandomDefinitions(3).MakeRoot(9), 64);
        var random = new Random(20_260_604);
        for (var attempt = 0; attempt < 5_000; attempt++)
        {
            _ = Attempt.Verify(Mutate(original, random));
        }
    }

    [Fact]
    public void Views_OfUnverifiedMutatedPayload_ThrowNothingElse()
    {
        var original = FlatBufferWriter.Write(WiperDatabase.Define().Description, 64);
        var random = new Random(20_260_605);
        for (var attempt = 0; attempt < 5_000; attempt++)
        {
            var payload = Mutate(original, random);
            try
            {
                EcuDataDefinition.From(Modular.Mdd.Schema.EcuData.Create(new FlatBuffer(payload).GetRoot()));
            }
            catch (MddFormatException)
            {
                // Refused, which is as good as read.
            }
        }
    }

    [Fact]
    public void Open_ChunkThatClaimsMuch_AllocatesLittle()
    {
        var writer = new ProtobufWriter();
        writer.WriteMessage(6, chunk =>
        {
            chunk.WriteString(5, "lzma");
            chunk.WriteNumber(6, 200 * 1024 * 1024);
            chunk.WriteBytes(8, LzmaTestEncoder.Encode("small"u8));
        });

        // The attempt itself asserts that far less than the claimed 200 MiB were allocated.
        Assert.Equal(MddFailure.DecompressedTooLarge, Attempt.Open((byte[])[.. ContainerReader.Magic, .. writer.Written])?.Cause);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_DescriptionThatShrinksBeyondBelief_IsRefused(bool saysSo)
    {
        // 4 MiB of zeros in less than a kilobyte: refused before it is decompressed where it says so, else when there is too much of it.
        var zeros = new byte[4 * 1024 * 1024];
        var writer = new ProtobufWriter();
        writer.WriteMessage(6, chunk =>
        {
            chunk.WriteString(5, "lzma");
            if (saysSo)
            {
                chunk.WriteNumber(6, (ulong)zeros.Length);
            }

            chunk.WriteBytes(8, Modular.Mdd.Compression.LzmaEncoder.Encode(zeros));
        });

        Assert.Equal(MddFailure.DecompressedTooLarge, Attempt.Open((byte[])[.. ContainerReader.Magic, .. writer.Written])?.Cause);
    }

    [Fact]
    public void Open_TextBeyondTheOptions_IsRefused()
    {
        var definition = WiperDatabase.Define();
        definition.Description.Revision = new string('x', 1_001);

        Assert.Null(Attempt.Open(definition.ToBytes(), new MddOptions { MaxTextBytes = 1_001 }));
        Assert.Equal(MddFailure.TextTooLong, Attempt.Open(definition.ToBytes(), new MddOptions { MaxTextBytes = 1_000 })?.Cause);
    }

    [Theory]
    [InlineData("zstd", false, MddFailure.UnknownCompression)]
    [InlineData(null, true, MddFailure.ChunkEncrypted)]
    [InlineData("LZMA", false, MddFailure.CompressedDataDamaged)]
    public void Open_ChunkThatCannotBeRead_SaysWhy(string? compression, bool encrypted, MddFailure cause)
    {
        var writer = new ProtobufWriter();
        writer.WriteMessage(6, chunk =>
        {
            chunk.WriteString(5, compression);
            if (encrypted)
            {
                chunk.WriteMessage(7, encryption => encryption.WriteString(1, "aes"));
            }

            chunk.WriteBytes(8, "no such data"u8);
        });

        var refusal = Assert.Throws<MddFormatException>(
            () => MddDatabase.Open((byte[])[.. ContainerReader.Magic, .. writer.Written], name: "door.mdd"));
        Assert.Equal(cause, refusal.Cause);
        Assert.Equal("door.mdd", refusal.FileName);
        Assert.NotNull(refusal.Offset);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var mutant = original.ToArray();
        for (var count = 1 + random.Next(3); count > 0; count--)
        {
            var position = random.Next(mutant.Length);
            switch (random.Next(4))
            {
                case 0:
                    mutant[position] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutant[position] = (byte)random.Next(256);
                    break;
                case 2:
                    // A value that means much where a length or an offset is.
                    var length = Math.Min(4, mutant.Length - position);
                    mutant.AsSpan(position, length).Fill(random.Next(2) == 0 ? (byte)0xff : (byte)0);
                    break;
                default:
                    var source = random.Next(mutant.Length - 4);
                    mutant.AsSpan(source, Math.Min(4, mutant.Length - position)).CopyTo(mutant.AsSpan(position));
                    break;
            }
        }

        return mutant;
    }
}
