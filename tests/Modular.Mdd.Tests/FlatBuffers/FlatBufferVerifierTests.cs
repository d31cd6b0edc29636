using System.Buffers.Binary;
using Modular.Mdd.Authoring;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.FlatBuffers;

public sealed class FlatBufferVerifierTests
{
    [Fact]
    public void Verify_PayloadAtAnyAlignment_ReadsTheSame()
    {
        var payload = FlatBufferWriter.Write(WiperDatabase.Define().Description, 64);
        var expected = TextDump.Of(new FlatBuffer(payload).GetRoot());
        for (var shift = 1; shift < 8; shift++)
        {
            byte[] moved = [.. new byte[shift], .. payload];

            Assert.Null(Attempt.Verify(moved.AsMemory(shift)));
            Assert.Equal(expected, TextDump.Of(new FlatBuffer(moved.AsMemory(shift)).GetRoot()));
        }
    }

    [Fact]
    public void Verify_ChainEnteredInTheMiddleFirst_IsStillTooDeep()
    {
        // The first fault leads into the inner chain directly, the second through the outer one. Each chain by itself is
        // shallow enough, and the inner one is known already when the outer one reaches it; together they are too deep.
        var inner = Nest(new SdgDefinition(), 15);
        var outer = Nest(inner, 20);
        SdgsDefinition Groups(params SdgDefinition[] groups) => new() { Groups = [.. groups] };
        var root = new EcuDataDefinition
        {
            Dtcs = { new DtcDefinition { Sdgs = Groups(inner) }, new DtcDefinition { ShortName = "deep", Sdgs = Groups(outer) } },
        };
        var payload = FlatBufferWriter.Write(root, maxDepth: 1_000);

        Assert.Equal(MddFailure.TooDeep, Attempt.Verify(payload)?.Cause);
        Assert.Null(Attempt.Verify(payload, new MddOptions { MaxDepth = 100 }));
    }

    [Fact]
    public void Verify_VectorsThatOverlapOverAndOver_AreRefusedBeforeTheyAreWalked()
    {
        // This number is an offset, a length and an empty field list at once, so that a vector of a quarter million tables
        // starts at every fourth byte. A hundred variants point to a hundred of these vectors.
        const uint everything = 0x0004_0004;
        const int variants = 100;
        const int vectors = 64 + 12 * variants;
        var payload = new byte[vectors + 4 * variants + 5 * (int)everything + 8];
        var bytes = payload.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, 40);
        FieldList(bytes[4..], id: 5);
        FieldList(bytes[20..], id: 3);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], 40 - 4);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[44..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[48..], variants);
        for (var i = 0; i < variants; i++)
        {
            var (element, table) = (52 + 4 * i, 64 + 4 * variants + 8 * i);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[element..], table - element);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[table..], table - 20);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[(table + 4)..], vectors + 4 * i - (table + 4));
        }

        for (var position = vectors; position + 4 <= payload.Length; position += 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[position..], everything);
        }

        Assert.Equal(MddFailure.Overlapping, Attempt.Verify(payload)?.Cause);

        static void FieldList(Span<byte> target, int id)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)(4 + 2 * (id + 1)));
            BinaryPrimitives.WriteUInt16LittleEndian(target[2..], 8);
            BinaryPrimitives.WriteUInt16LittleEndian(target[(4 + 2 * id)..], 4);
        }
    }

    [Fact]
    public void Verify_FieldsAndKindsOfANewerSchema_AreSkipped()
    {
        var dop = new DopDefinition { ShortName = "D", SpecificData = new StructureDefinition { ByteSize = 3 } };
        var root = new EcuDataDefinition
        {
            Variants = { new VariantDefinition { DiagLayer = new DiagLayerDefinition { DiagServices = { Service(dop) } } } },
        };
        var payload = FlatBufferWriter.Write(root, 64);
        var view = DopOf(payload);
        var kind = (byte)view.Kind;
        var position = Enumerable.Range(view.Offset, 24).First(i => payload[i] == kind);

        payload[position] = 200;

        Assert.Null(Attempt.Verify(payload));
        Assert.Equal((DopKind)200, DopOf(payload).Kind);
        Assert.Null(DopOf(payload).AsStructure);
    }

    [Fact]
    public void Verify_BaseVariantWhosePatternsAreOfAnotherType_IsToleratedAndNotCopied()
    {
        var payload = FlatBufferWriter.Write(Pattern(isBaseVariant: true), 64);
        MistakePatterns(payload);

        Assert.Null(Attempt.Verify(payload));
        Assert.Empty(EcuDataDefinition.From(Root(payload)).Variants[0].VariantPatterns);
    }

    [Fact]
    public void Verify_EcuVariantWhosePatternsAreOfAnotherType_IsRefused()
    {
        var payload = FlatBufferWriter.Write(Pattern(isBaseVariant: false), 64);
        MistakePatterns(payload);

        Assert.NotNull(Attempt.Verify(payload));
    }

    [Fact]
    public void From_BaseVariantWithProperPatterns_CopiesThem() =>
        Assert.Single(EcuDataDefinition.From(Root(FlatBufferWriter.Write(Pattern(isBaseVariant: true), 64))).Variants[0].VariantPatterns);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Verify_PayloadOfAFewZeros_IsRefused(int length) => Assert.NotNull(Attempt.Verify(new byte[length]));

    private static SdgDefinition Nest(SdgDefinition group, int levels)
    {
        for (; levels > 0; levels--)
        {
            group = new SdgDefinition { Items = { new SdOrSdgDefinition { Content = group } } };
        }

        return group;
    }

    private static DiagServiceDefinition Service(DopDefinition dop) => new()
    {
        Request = new RequestDefinition { Params = { new ParamDefinition { SpecificData = new ValueParamDefinition { Dop = dop } } } },
    };

    private static EcuDataDefinition Pattern(bool isBaseVariant) => new()
    {
        Variants =
        {
            new VariantDefinition
            {
                IsBaseVariant = isBaseVariant,
                VariantPatterns =
                {
                    new VariantPatternDefinition { MatchingParameters = { new MatchingParameterDefinition { ExpectedValue = "a long text where a vector should be" } } },
                },
            },
        },
    };

    /// <summary>Leads the vector of patterns to the matching parameters themselves, as the reference converter does for base variants.</summary>
    private static void MistakePatterns(byte[] payload)
    {
        var pattern = Root(payload).Variants[0].VariantPatterns[0];
        var parameter = pattern.MatchingParameters[0];
        for (var position = 0; position < pattern.Offset; position += 4)
        {
            if (position + BinaryPrimitives.ReadUInt32LittleEndian(payload.AsSpan(position)) == pattern.Offset)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(payload.AsSpan(position), (uint)(parameter.Offset - position));
            }
        }
    }

    private static Dop DopOf(byte[] payload) =>
        Root(payload).Variants[0].DiagLayer!.Value.DiagServices[0].Request!.Value.Params[0].AsValue!.Value.Dop!.Value;

    private static EcuData Root(byte[] payload) => EcuData.Create(new FlatBuffer(payload).GetRoot());
}
