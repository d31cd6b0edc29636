using System.Collections;
using System.Reflection;
using Modular.Mdd.Authoring;
using Modular.Mdd.Comparison;
using Modular.Mdd.Compression;
using Modular.Mdd.Schema;
using Modular.Mdd.Tests.Support;

namespace Modular.Mdd.Tests.Comparison;

public sealed class MddComparisonTests
{
    private static readonly HashSet<string> WithoutMeaning = ["Param.Id", "EcuData.Version", "KeyValue.Key", "KeyValue.Value"];

    [SharedDataTheory]
    [InlineData("FLXC1000")]
    [InlineData("FLXCNG1000")]
    [InlineData("functional_groups")]
    [InlineData("other-writers/CVC00000")]
    public void Compare_DatabaseOfAnotherWriterAndItsCopy_FindsNothing(string name)
    {
        using var original = MddDatabase.Open(SampleFiles.PathOf(name));
        using var copy = new MddFileDefinition
        {
            Description = EcuDataDefinition.From(original.Root),
            Compression = MddCompression.Lzma,
        }.ToDatabase();

        Assert.Empty(MddComparison.Compare(original, copy));
        Assert.Empty(MddComparison.Compare(copy, original));
    }

    [SharedDataFact]
    public void Compare_DifferentDatabases_NamesEachDifferenceByItsPath()
    {
        using var first = MddDatabase.Open(SampleFiles.PathOf("FLXC1000"));
        using var second = MddDatabase.Open(SampleFiles.PathOf("FLXCNG1000"));

        var differences = MddComparison.Compare(first, second).ToList();

        Assert.Contains(new MddDifference("ecu_name", MddDifferenceKind.Value, "FLXC1000", "FLXCNG1000"), differences);
        Assert.Contains(differences, d => d is { Kind: MddDifferenceKind.OnlyInFirst, Path: "variants[FLXC1000_Boot_Variant]" });
        Assert.Equal(differences.Count, differences.Select(d => (d.Path, d.Kind, d.First, d.Second)).Distinct().Count());
    }

    [Theory]
    [InlineData(14)]
    [InlineData(12)]
    [InlineData(13)]
    public void Compare_AnySingleChange_FindsIt(int seed)
    {
        var root = new RandomDefinitions(seed).MakeRoot(9);
        var random = new Random(seed);
        using var original = Write(root);
        var places = Reach(root).SelectMany(Changeable, (owner, property) => (owner, property)).ToList();
        Assert.InRange(places.Count, 100, int.MaxValue);
        for (var attempt = 0; attempt < 150; attempt++)
        {
            var (owner, property) = places[random.Next(places.Count)];
            var value = property.GetValue(owner);
            property.SetValue(owner, Another(property.PropertyType, value));
            using var changed = Write(root);
            property.SetValue(owner, value);

            // What is written once and no more is no difference: equal siblings may stand for one another.
            if (original.File.ReadChunk(original.File.Container.Chunks[0]).Span.SequenceEqual(changed.File.ReadChunk(changed.File.Container.Chunks[0]).Span))
            {
                continue;
            }

            Assert.True(MddComparison.Compare(original, changed).Any(), $"{owner.GetType().Name}.{property.Name} of seed {seed}");
            Assert.True(MddComparison.Compare(changed, original).Any(), $"{owner.GetType().Name}.{property.Name} of seed {seed}, turned round");
        }
    }

    [Fact]
    public void Compare_OtherOrderOfServices_FindsNothing()
    {
        using var first = Layer(layer => layer.DiagServices = [Service("A"), Service("B")]);
        using var second = Layer(layer => layer.DiagServices = [Service("B"), Service("A")]);

        Assert.Empty(MddComparison.Compare(first, second));
    }

    [Fact]
    public void Compare_OtherOrderOfParameters_FindsIt()
    {
        using var first = Layer(layer => layer.DiagServices = [Service("A", "Sid", "Did")]);
        using var second = Layer(layer => layer.DiagServices = [Service("A", "Did", "Sid")]);

        Assert.Equal(
            [new MddDifference("variants[Base].diag_layer.diag_services[A].request.params", MddDifferenceKind.Order, "Sid, Did", "Did, Sid")],
            MddComparison.Compare(first, second));
    }

    [Fact]
    public void Compare_MissingElements_SaysInWhichDatabaseTheyAre()
    {
        using var first = Layer(layer => layer.DiagServices = [Service("A"), Service("A"), Service("B")]);
        using var second = Layer(layer => layer.DiagServices = [Service("A"), Service("C")]);

        Assert.Equal(
            [
                ("variants[Base].diag_layer.diag_services[A#1]", MddDifferenceKind.OnlyInFirst),
                ("variants[Base].diag_layer.diag_services[B]", MddDifferenceKind.OnlyInFirst),
                ("variants[Base].diag_layer.diag_services[C]", MddDifferenceKind.OnlyInSecond),
            ],
            MddComparison.Compare(first, second).Select(d => (d.Path, d.Kind)));
    }

    [Fact]
    public void Compare_ZeroAgainstAbsent_IsADifferenceOfItsOwnKindOrNone()
    {
        using var zero = Layer(layer => layer.DiagServices = [Service("A", bytePosition: 0, "Sid")]);
        using var absent = Layer(layer => layer.DiagServices = [Service("A", bytePosition: null, "Sid")]);

        Assert.Equal(
            new MddDifference("variants[Base].diag_layer.diag_services[A].request.params[Sid].byte_position", MddDifferenceKind.ZeroOrAbsent, "0", null),
            Assert.Single(MddComparison.Compare(zero, absent)));
        Assert.Empty(MddComparison.Compare(zero, absent, new MddComparisonOptions { AbsentIsZero = true }));
    }

    [Fact]
    public void Compare_OurOwnFields_ArePassedOverOnRequest()
    {
        using var with = Layer(layer => layer.GlobalNegativeResponses = [new ResponseDefinition { ShortName = "General" }]);
        using var without = Layer(_ => { });

        Assert.Equal(MddDifferenceKind.OnlyInFirst, Assert.Single(MddComparison.Compare(with, without)).Kind);
        Assert.Empty(MddComparison.Compare(with, without, new MddComparisonOptions { PublishedOnly = true }));
    }

    [Fact]
    public void Compare_ContentOfAnotherKind_NamesBothKinds()
    {
        using var first = Layer(layer => layer.DiagServices = [Service("A", new ReservedParamDefinition())]);
        using var second = Layer(layer => layer.DiagServices = [Service("A", new DynamicParamDefinition())]);

        Assert.Equal(
            new MddDifference("variants[Base].diag_layer.diag_services[A].request.params[P].specific_data", MddDifferenceKind.Kind, "Reserved", "Dynamic"),
            Assert.Single(MddComparison.Compare(first, second)));
    }

    [Fact]
    public void Compare_SharedOverAndOver_TakesTimeByTablesNotByPaths()
    {
        // Each group holds the one below it twice: 2^26 paths through some 50 tables.
        using var first = Layer(layer => layer.Sdgs = new SdgsDefinition { Groups = { Nest(26, "leaf") } });
        using var second = Layer(layer => layer.Sdgs = new SdgsDefinition { Groups = { Nest(26, "other leaf") } });

        Assert.Single(MddComparison.Compare(first, second, null));
    }

    private static SdgDefinition Nest(int depth, string leaf)
    {
        var inner = depth == 0 ? null : Nest(depth - 1, leaf);
        ISpecialDataAlternative content = inner is null ? new SdDefinition { Value = leaf } : inner;
        var item = new SdOrSdgDefinition { Content = content };
        return new SdgDefinition { Items = { item, item } };
    }

    private static MddDatabase Layer(Action<DiagLayerDefinition> fill)
    {
        var layer = new DiagLayerDefinition { ShortName = "Base" };
        fill(layer);
        return Write(new EcuDataDefinition { EcuName = "Test", Variants = { new VariantDefinition { IsBaseVariant = true, DiagLayer = layer } } });
    }

    private static DiagServiceDefinition Service(string name, params string[] parameters) => Service(name, 1, parameters);

    private static DiagServiceDefinition Service(string name, uint? bytePosition, params string[] parameters) => new()
    {
        DiagComm = new DiagCommDefinition { ShortName = name },
        Request = new RequestDefinition { Params = [.. parameters.Select(p => new ParamDefinition { ShortName = p, BytePosition = bytePosition })] },
    };

    private static DiagServiceDefinition Service(string name, IParamAlternative content) => new()
    {
        DiagComm = new DiagCommDefinition { ShortName = name },
        Request = new RequestDefinition { Params = [new ParamDefinition { ShortName = "P", SpecificData = content }] },
    };

    private static MddDatabase Write(EcuDataDefinition root)
    {
        root.EcuName ??= "Test";
        if (root.EcuName.Length == 0)
        {
            root.EcuName = "Test";
        }

        return new MddFileDefinition { Description = root }.ToDatabase();
    }

    private static IEnumerable<MddDefinition> Reach(MddDefinition root)
    {
        var met = new HashSet<MddDefinition>(ReferenceEqualityComparer.Instance);
        var open = new Stack<MddDefinition>([root]);
        while (open.TryPop(out var definition))
        {
            if (!met.Add(definition))
            {
                continue;
            }

            yield return definition;
            foreach (var property in definition.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                switch (property.GetValue(definition))
                {
                    case MddDefinition child:
                        open.Push(child);
                        break;
                    case IList list:
                        foreach (var child in list.OfType<MddDefinition>())
                        {
                            open.Push(child);
                        }

                        break;
                }
            }
        }
    }

    private static IEnumerable<PropertyInfo> Changeable(MddDefinition definition) => definition.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite && Another(p.PropertyType, p.GetValue(definition)) is not null
            && !WithoutMeaning.Contains($"{definition.GetType().Name.Replace("Definition", "", StringComparison.Ordinal)}.{p.Name}")
            && !IsImplied(definition, p));

    private static bool IsImplied(MddDefinition definition, PropertyInfo property) =>
        MddSchema.Tables[definition.SchemaIndex].Fields.Any(f => f.IsImplied && f.Name.Replace("_", "", StringComparison.Ordinal)
            .Equals(property.Name, StringComparison.OrdinalIgnoreCase));

    private static object? Another(Type type, object? value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Enum.ToObject(type, value is null ? 1 : (Convert.ToInt32(value, null) + 1) % Enum.GetValues(type).Length);
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => !(value as bool? ?? false),
            TypeCode.Int32 => (value as int? ?? 7) + 1,
            TypeCode.UInt32 => (value as uint? ?? 7) + 1,
            TypeCode.Double => (value as double? ?? 7) + 1,
            TypeCode.String => value + "!",
            _ => null,
        };
    }
}
