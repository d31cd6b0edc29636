using System.Text.Json.Nodes;
using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Tests.Properties;

/// <summary>Data objects of several values made by chance: structures, the fields, multiplexers.</summary>
internal static class RandomObjects
{
    private const int MaxDepth = 3;

    public static RandomValue Create(Random random, int depth, bool isLast)
    {
        var kind = depth >= MaxDepth ? 0 : random.Next(10);
        return kind switch
        {
            5 => Structure(random, depth),
            6 => StaticField(random, depth),
            7 => CountedField(random, depth),
            8 => Multiplexer(random, depth),
            9 when isLast => OpenField(random, depth),
            _ => RandomScalars.Create(random),
        };
    }

    private static RandomValue Structure(Random random, int depth, ParamDefinition? own = null)
    {
        var members = Enumerable.Range(0, random.Next(1, 4)).Select(index => (Name: $"M{index}", Value: Create(random, depth + 1, isLast: false))).ToList();
        var parameters = members.Select(member => Define.Value(member.Name, member.Value.Dop));
        var dop = Define.Structure([.. own is null ? parameters : parameters.Prepend(own)]);
        return new(dop, next =>
        {
            var values = own is null ? [] : new JsonObject { [own.ShortName!] = next.Next(256) };
            members.ForEach(member => values.Add(member.Name, member.Value.Make(next)));
            return values;
        });
    }

    private static RandomValue StaticField(Random random, int depth)
    {
        // Items lie at equal distances, so each has the same length here: a structure of whole bytes.
        var (count, length) = (random.Next(0, 4), random.Next(1, 4));
        var item = Define.Structure(Define.Value("B", Define.Dop(Define.Fixed(DataType.AByteField, (uint)length * 8))));
        var field = new StaticFieldDefinition { FixedNumberOfItems = (uint)count, ItemByteSize = (uint)length + (uint)random.Next(0, 3), Field = Define.Items(item) };
        return new(Define.Of(field), next => Items(next, count, _ => new JsonObject { ["B"] = Convert.ToHexStringLower(Bytes(next, length)) }));
    }

    private static RandomValue CountedField(Random random, int depth)
    {
        var item = Structure(random, depth + 1);
        var field = new DynamicLengthFieldDefinition
        {
            ItemsOffset = 1,
            Field = Define.Items(item.Dop),
            DetermineNumberOfItems = new DetermineNumberOfItemsDefinition { Dop = Define.Dop(Define.UInt(8)) },
        };
        return new(Define.Of(field), next => Items(next, next.Next(0, 4), item.Make));
    }

    private static RandomValue OpenField(Random random, int depth)
    {
        // Items without length cannot be told from none, so each has a byte of its own.
        var item = Structure(random, depth + 1, Define.Value("Own", Define.Dop(Define.UInt(8))));
        return new(Define.Of(new EndOfPduFieldDefinition { Field = Define.Items(item.Dop) }), next => Items(next, next.Next(0, 4), item.Make), TakesRest: true);
    }

    private static RandomValue Multiplexer(Random random, int depth)
    {
        var contents = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(4) == 0 ? null : Structure(random, depth + 1)).ToList();
        var mux = new MuxDopDefinition
        {
            BytePosition = 1,
            SwitchKey = new SwitchKeyDefinition { Dop = Define.Dop(Define.UInt(8)) },
            Cases =
            [
                .. contents.Select((content, index) => new CaseDefinition
                {
                    ShortName = $"Case{index}",
                    LowerLimit = Define.Limit($"{index}"),
                    UpperLimit = Define.Limit($"{index}"),
                    Structure = content?.Dop,
                }),
            ],
        };
        return new(Define.Of(mux), next =>
        {
            var index = next.Next(contents.Count);
            return new JsonArray($"Case{index}", contents[index]?.Make(next) ?? new JsonObject());
        });
    }

    private static JsonArray Items(Random random, int count, Func<Random, JsonNode> make)
    {
        var items = new JsonArray();
        for (var index = 0; index < count; index++)
        {
            items.Add(make(random));
        }

        return items;
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
