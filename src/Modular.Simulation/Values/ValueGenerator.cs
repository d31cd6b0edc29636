using System.Globalization;
using Modular.Kernel.Description;
using Modular.Sdk.Diagnostics;

namespace Modular.Simulation.Values;

/// <summary>
/// Invents values that a described parameter can have: within limits, scales and tables, plausible for its name and unit,
/// and always the same for the same seed. Safe for concurrent use.
/// </summary>
/// <param name="seed">Seed of the vehicle.</param>
/// <param name="vin">Vehicle identification number, for parameters which hold it.</param>
internal sealed class ValueGenerator(int seed, string vin)
{
    /// <summary>Attempts worth making; the last ones give the smallest values a description allows.</summary>
    public const int Attempts = 8;

    private const int MaxDepth = 32;
    private const int SmallestFrom = 6;
    private const string TextCharacters = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";

    /// <summary>Invents the values of a message.</summary>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="request">What is known about the message.</param>
    public ValueBag Invent(IReadOnlyList<ParameterDescription> parameters, ValueRequest request) =>
        InventMembers(parameters, request, string.Empty, 0);

    private static bool HasValueOfItsOwn(ParameterDescription parameter) =>
        parameter.Kind is ParameterKind.Value or ParameterKind.TableKey or ParameterKind.TableStruct or ParameterKind.System
            or ParameterKind.Dynamic;

    private ParameterValue InventNumber(ValueDescription type, string path, ValueRequest request, StableRandom random)
    {
        var minimum = type.Minimum;
        var maximum = type.Maximum;
        double value;
        if (request.Attempt >= SmallestFrom)
        {
            value = minimum ?? 0;
        }
        else if (TypicalRange.For(path, type.Unit)?.Within(minimum, maximum) is { } typical && request.Attempt == 0)
        {
            value = LiveSignal.At(typical, request.Elapsed, StableRandom.For(seed, $"{type.Unit} {typical}"), random);
        }
        else
        {
            // Small numbers read best: counters and versions, not the middle of 32 bits.
            var lower = Math.Max(minimum ?? 0, -1000);
            var upper = Math.Min(maximum ?? 100, lower + (request.Attempt < 3 ? 100 : 1));
            value = minimum is > 1e6 ? minimum.Value : random.Within(lower, Math.Max(lower, upper));
        }

        return type.Shape == ValueShape.Integer
            ? ParameterValue.FromInteger((long)Math.Clamp(Math.Round(value), minimum ?? long.MinValue, maximum ?? long.MaxValue))
            : ParameterValue.FromReal(Math.Round(value, 3));
    }

    private static int InventLength(ValueDescription type, ValueRequest request, ref StableRandom random)
    {
        var shortest = Math.Max(0, type.MinLength);
        if (request.Attempt >= SmallestFrom)
        {
            return shortest;
        }

        var longest = Math.Min(type.MaxLength ?? (shortest + 8), Math.Max(shortest, 64));
        return shortest + random.Next(Math.Max(0, Math.Min(longest, Math.Max(shortest, 8)) - shortest) + 1);
    }

    private ValueBag InventMembers(IReadOnlyList<ParameterDescription> members, ValueRequest request, string path, int depth)
    {
        var bag = new ValueBag();
        string? row = null;
        foreach (var member in members)
        {
            if (!HasValueOfItsOwn(member))
            {
                continue;
            }

            var memberPath = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (request.Known?.Invoke(memberPath, member) is { } known)
            {
                bag[member.Name] = known;
            }
            else if (member.Kind == ParameterKind.TableStruct && row is not null)
            {
                // The key before it has chosen the row already.
                bag[member.Name] = InventCase(member.Type, row, request, memberPath, depth);
            }
            else if (InventValue(member.Type, request, memberPath, depth) is { } value)
            {
                bag[member.Name] = value;
                row = member.Kind == ParameterKind.TableKey ? value.AsText() : row;
            }
        }

        return bag;
    }

    private ParameterValue? InventValue(ValueDescription? type, ValueRequest request, string path, int depth)
    {
        if (type is null || depth > MaxDepth)
        {
            return null;
        }

        var random = StableRandom.For(seed, $"{request.Scope}/{path}", request.Attempt);
        return type.Shape switch
        {
            ValueShape.Integer or ValueShape.Real => InventNumber(type, path, request, random),
            ValueShape.Text => InventText(type, path, request, random),
            ValueShape.TextTable when type.Texts.Count > 0 =>
                ParameterValue.FromText(type.Texts[request.Attempt >= SmallestFrom ? 0 : random.Next(type.Texts.Count)]),
            ValueShape.Bytes => InventBytes(type, path, request, random),
            ValueShape.Dtc when type.Dtcs.Count > 0 => ParameterValue.FromInteger(type.Dtcs[random.Next(type.Dtcs.Count)].Code),
            ValueShape.Structure or ValueShape.EnvironmentData =>
                ParameterValue.FromObject(InventMembers(type.Members, request, path, depth + 1)),
            ValueShape.Field => InventField(type, request, path, depth, random),
            ValueShape.Multiplexer or ValueShape.TableStruct when type.Cases.Count > 0 =>
                InventCase(type, type.Cases[request.Attempt % type.Cases.Count].Name, request, path, depth),
            ValueShape.TableKey when type.Cases.Count > 0 =>
                ParameterValue.FromText(type.Cases[request.Attempt % type.Cases.Count].Name),
            _ => null,
        };
    }

    private ParameterValue InventCase(ValueDescription? type, string name, ValueRequest request, string path, int depth)
    {
        var bag = new ValueBag();
        var chosen = type?.Cases.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (type?.Shape == ValueShape.Multiplexer && chosen is { Key: null })
        {
            // A default case is chosen by a key that no other case has; the largest of a byte seldom is taken.
            bag["Selector"] = ParameterValue.FromInteger(
                request.Known?.Invoke($"{path}.Selector", null!) is { Kind: ParameterValueKind.Integer } key ? key.AsInteger() : 1 + request.Attempt);
        }

        bag[name] = ParameterValue.FromObject(
            chosen is null ? new ValueBag() : InventMembers(chosen.Members, request, $"{path}.{name}", depth + 1));
        return ParameterValue.FromObject(bag);
    }

    private ParameterValue InventField(ValueDescription type, ValueRequest request, string path, int depth, StableRandom random)
    {
        var most = Math.Min(type.MaxItems ?? (type.MinItems + 3), type.MinItems + 3);
        var count = request.Attempt >= SmallestFrom ? type.MinItems : Math.Max(type.MinItems, Math.Min(most, 1 + random.Next(3)));
        var items = new List<ParameterValue>();
        for (var index = 0; index < count; index++)
        {
            var item = InventMembers(type.Members, request, string.Create(CultureInfo.InvariantCulture, $"{path}.{index}"), depth + 1);
            Number(item, type.Members, index + 1, request.Attempt);
            items.Add(ParameterValue.FromObject(item));
        }

        return ParameterValue.FromArray(items);
    }

    // What comes first in an item and measures nothing numbers it: cells, cylinders, nodes.
    private static void Number(ValueBag item, IReadOnlyList<ParameterDescription> members, int number, int attempt)
    {
        if (attempt == 0 && members is [{ Kind: ParameterKind.Value, Type: { Shape: ValueShape.Integer, Unit: null } type } first, ..]
            && number >= (type.Minimum ?? 0) && number <= (type.Maximum ?? int.MaxValue))
        {
            item[first.Name] = ParameterValue.FromInteger(number);
        }
    }

    private ParameterValue InventText(ValueDescription type, string path, ValueRequest request, StableRandom random)
    {
        if (HoldsVin(type, path, request))
        {
            return ParameterValue.FromText(vin);
        }

        var length = InventLength(type, request, ref random);
        // Texts of two bytes a character have half as many characters; the database tells bytes only.
        length = request.Attempt % 2 == 1 ? length / 2 : length;
        return ParameterValue.FromText(string.Create(length, random, static (text, random) =>
        {
            for (var index = 0; index < text.Length; index++)
            {
                text[index] = TextCharacters[random.Next(TextCharacters.Length)];
            }
        }));
    }

    private ParameterValue InventBytes(ValueDescription type, string path, ValueRequest request, StableRandom random)
    {
        if (HoldsVin(type, path, request))
        {
            return ParameterValue.FromBytes([.. vin.Select(static character => (byte)character)]);
        }

        var bytes = new byte[InventLength(type, request, ref random)];
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] = (byte)random.Next();
        }

        return ParameterValue.FromBytes(bytes);
    }

    private bool HoldsVin(ValueDescription type, string path, ValueRequest request) =>
        type.MinLength <= vin.Length && (type.MaxLength is null || type.MaxLength >= vin.Length)
        && (path.Contains("vin", StringComparison.OrdinalIgnoreCase) || request.Scope.Contains("22F190", StringComparison.Ordinal))
        && request.Attempt < 2;
}
