using System.Collections;
using System.Reflection;
using Modular.Mdd.Authoring;

namespace Modular.Mdd.Tests.Support;

/// <summary>Fills definitions of every kind at random, by reflection, so that no table, field or alternative is forgotten.</summary>
internal sealed class RandomDefinitions(int seed)
{
    private const int MostElements = 3;

    private static readonly Type[] AllDefinitions =
        [.. typeof(MddDefinition).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(MddDefinition)))];

    private readonly Random _random = new(seed);
    private readonly Dictionary<Type, List<MddDefinition>> _made = [];

    public EcuDataDefinition MakeRoot(int depth) => (EcuDataDefinition)Make(typeof(EcuDataDefinition), depth);

    public MddDefinition Make(Type type, int depth)
    {
        // Now and then an object that exists already, so that sharing comes up.
        if (_made.TryGetValue(type, out var made) && _random.Next(4) == 0)
        {
            return made[_random.Next(made.Count)];
        }

        var definition = (MddDefinition)Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            if (_random.Next(10) < 8)
            {
                property.SetValue(definition, Value(property.PropertyType, depth));
            }
        }

        (_made.TryGetValue(type, out var list) ? list : _made[type] = []).Add(definition);
        return definition;
    }

    private object? Value(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(byte[]))
        {
            var bytes = new byte[_random.Next(1, MostElements)];
            _random.NextBytes(bytes);
            return bytes;
        }

        if (type.IsGenericType)
        {
            var list = (IList)Activator.CreateInstance(type)!;
            for (var count = depth > 1 ? _random.Next(MostElements) : 0; count > 0; count--)
            {
                list.Add(Value(type.GenericTypeArguments[0], depth - 1));
            }

            return list;
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(_random.Next(values.Length));
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => _random.Next(2) == 0,
            TypeCode.Int32 => _random.Next(-2, 3),
            TypeCode.UInt32 => (uint)_random.Next(4),
            TypeCode.Double => _random.Next(-2, 3) / 2.0,
            TypeCode.String => new string((char)_random.Next('a', 'e'), _random.Next(5)) + (_random.Next(8) == 0 ? "ß雨" : ""),
            _ when depth <= 0 => null,
            _ when type.IsInterface => Make(OneOf(type), depth - 1),
            _ => Make(type, depth - 1),
        };
    }

    private Type OneOf(Type union)
    {
        var candidates = AllDefinitions.Where(union.IsAssignableFrom).ToArray();
        return candidates[_random.Next(candidates.Length)];
    }
}
