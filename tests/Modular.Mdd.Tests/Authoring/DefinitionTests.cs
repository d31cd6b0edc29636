using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Modular.Mdd.Authoring;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Authoring;

public sealed class DefinitionTests
{
    [Fact]
    public void Write_AnyDefinitions_ReadBackTheSame() => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        var root = Settle(new RandomDefinitions(seed).MakeRoot(depth: 9));

        var read = EcuDataDefinition.From(View(FlatBufferWriter.Write(root, 64)));

        Assert.Null(DefinitionComparer.FirstDifference(root, read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Write_EqualDefinitions_GivesEqualBytes() =>
        Assert.Equal(
            FlatBufferWriter.Write(new RandomDefinitions(7).MakeRoot(7), 64),
            FlatBufferWriter.Write(new RandomDefinitions(7).MakeRoot(7), 64));

    [Fact]
    public void Write_WhatWasRead_GivesTheSameBytes()
    {
        var first = FlatBufferWriter.Write(Settle(new RandomDefinitions(8).MakeRoot(8)), 64);

        Assert.Equal(first, FlatBufferWriter.Write(EcuDataDefinition.From(View(first)), 64));
    }

    public static TheoryData<Type> DefinitionTypes =>
        [.. typeof(MddDefinition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MddDefinition)))];

    [Theory]
    [MemberData(nameof(DefinitionTypes))]
    public void Write_EveryKindOfTable_ReadsBackTheSame(Type type)
    {
        var from = type.GetMethod("From", BindingFlags.Public | BindingFlags.Static)!;
        var view = from.GetParameters()[0].ParameterType;
        for (var seed = 0; seed < 20; seed++)
        {
            var definition = Settle(new RandomDefinitions(seed).Make(type, depth: 3));

            var table = new FlatBuffer(FlatBufferWriter.Write(definition, 64)).GetRoot();

            var read = from.Invoke(null, [view.GetMethod("Create")!.Invoke(null, [table])]);
            Assert.Null(DefinitionComparer.FirstDifference(definition, read));
        }
    }

    [Fact]
    public void Write_MinimalDescription_HasKnownBytes()
    {
        var payload = FlatBufferWriter.Write(new EcuDataDefinition { Version = null, EcuName = "E" }, 64);

        // Root offset, padding, field list (8 bytes, table of 8 bytes, id 0 absent, id 1 at 4), table, string with its zero.
        Assert.Equal(
            "10000000" + "00000000" + "0800080000000400" + "0800000004000000" + "010000004500" + "0000", Convert.ToHexString(payload));
    }

    [Fact]
    public void Write_EqualTables_ExistOnce()
    {
        DtcDefinition Fault() => new() { ShortName = "P0001", TroubleCode = 1, Text = new TextDefinition { Value = "Fault" } };

        var buffer = new FlatBuffer(FlatBufferWriter.Write(new EcuDataDefinition { Dtcs = { Fault(), Fault(), Fault() } }, 64));

        var dtcs = EcuData.Create(buffer.GetRoot()).Dtcs;
        Assert.Equal(3, dtcs.Count);
        Assert.Equal(dtcs[0], dtcs[1]);
        Assert.Equal(dtcs[0], dtcs[2]);
        Assert.Equal(3, FlatBufferVerifier.Verify(buffer, MddOptions.Default).Tables);
    }

    [Fact]
    public void Write_EqualTablesOfDifferentTypes_StayApart()
    {
        var root = new EcuDataDefinition
        {
            Dtcs = { new DtcDefinition { Text = new TextDefinition { Value = "same" } } },
            Variants = { new VariantDefinition { DiagLayer = new DiagLayerDefinition { LongName = new LongNameDefinition { Value = "same" } } } },
        };

        var view = View(FlatBufferWriter.Write(root, 64));

        Assert.NotEqual(view.Dtcs[0].Text!.Value.Offset, view.Variants[0].DiagLayer!.Value.LongName!.Value.Offset);
    }

    [Fact]
    public void Write_ZeroOfAnOptionalNumber_IsToldFromAbsence()
    {
        var root = new EcuDataDefinition
        {
            Dtcs = { new DtcDefinition { ShortName = "zero", Level = 0 }, new DtcDefinition { ShortName = "absent" } },
        };

        var view = View(FlatBufferWriter.Write(root, 64));

        Assert.Equal(0u, view.Dtcs[0].Level);
        Assert.Null(view.Dtcs[1].Level);
    }

    [Fact]
    public void Write_DefinitionThatContainsItself_IsMisuse()
    {
        var group = new SdgDefinition();
        group.Items.Add(new SdOrSdgDefinition { Content = group });
        var root = new EcuDataDefinition { Dtcs = { new DtcDefinition { Sdgs = new SdgsDefinition { Groups = { group } } } } };

        var misuse = Assert.Throws<InvalidOperationException>(() => FlatBufferWriter.Write(root, 64));

        Assert.Contains(nameof(SdgDefinition), misuse.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_DeeperThanReadersAllow_IsMisuse()
    {
        var group = new SdgDefinition();
        for (var i = 0; i < 40; i++)
        {
            group = new SdgDefinition { Items = { new SdOrSdgDefinition { Content = group } } };
        }

        var root = new EcuDataDefinition { Dtcs = { new DtcDefinition { Sdgs = new SdgsDefinition { Groups = { group } } } } };

        Assert.Throws<InvalidOperationException>(() => FlatBufferWriter.Write(root, 64));
    }

    [Fact]
    public void ToBytes_WithoutEcuName_IsMisuse() => Assert.Throws<InvalidOperationException>(() => new MddFileDefinition().ToBytes());

    [Fact]
    public void Defaults_OfNewDefinitions_AreThoseOfOdx()
    {
        Assert.Equal(Addressing.Physical, new DiagServiceDefinition().Addressing);
        Assert.Equal(TransmissionMode.SendAndReceive, new DiagServiceDefinition().TransmissionMode);
        Assert.Equal(IntervalType.Closed, new LimitDefinition().IntervalType);
        Assert.True(new AudienceDefinition().IsAfterMarket);
        Assert.True(new DiagCodedTypeDefinition().IsHighLowByteOrder);
        Assert.False(new DiagCommDefinition().IsFinal);
    }

    [Theory]
    [InlineData(typeof(Param))]
    [InlineData(typeof(Dop))]
    [InlineData(typeof(DiagCodedType))]
    [InlineData(typeof(ComParam))]
    public void Kind_OfEveryAlternative_HasAnAccessorOfItsName(Type view)
    {
        var kinds = Enum.GetNames(view.GetProperty("Kind")!.PropertyType).Where(name => name != "None").Select(name => "As" + name);

        Assert.Equal(kinds.Order(), view.GetProperties().Select(p => p.Name).Where(n => n.StartsWith("As", StringComparison.Ordinal)).Order());
    }

    private static EcuData View(byte[] payload)
    {
        var buffer = new FlatBuffer(payload);
        FlatBufferVerifier.Verify(buffer, MddOptions.Default);
        return EcuData.Create(buffer.GetRoot());
    }

    /// <summary>Says what the writer would derive, so that what is read can be compared with it.</summary>
    private static T Settle<T>(T root)
        where T : MddDefinition
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Visit(root);
        return root;

        void Visit(object? value)
        {
            if (value is not MddDefinition || !seen.Add(value))
            {
                return;
            }

            foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
            {
                if (Nullable.GetUnderlyingType(property.PropertyType) is { IsEnum: true } implied && property.GetValue(value) is null)
                {
                    property.SetValue(value, Enum.ToObject(implied, (byte)0));
                }

                foreach (var child in property.GetValue(value) is System.Collections.IList list ? list.Cast<object>() : [property.GetValue(value)!])
                {
                    Visit(child);
                }
            }
        }
    }
}
