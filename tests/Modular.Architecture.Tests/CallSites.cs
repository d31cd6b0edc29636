using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Modular.Architecture.Tests;

/// <summary>Finds in a built assembly which types call which methods of other assemblies, from their instructions.</summary>
internal static class CallSites
{
    private const byte TwoByteMark = 0xFE;

    private static readonly ILookup<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(static field => field.GetValue(null)).OfType<OpCode>().ToLookup(static code => code.Value);

    /// <summary>Lists pairs of the outermost calling type and the called type, each once.</summary>
    public static IReadOnlySet<(string Caller, string Called)> Find(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var found = new HashSet<(string, string)>();
        foreach (var method in reader.MethodDefinitions.Select(reader.GetMethodDefinition).Where(static method => method.RelativeVirtualAddress != 0))
        {
            var caller = NameOfOutermost(reader, method.GetDeclaringType());
            foreach (var token in TokensOf(file.GetMethodBody(method.RelativeVirtualAddress).GetILContent()))
            {
                if (NameOfCalled(reader, MetadataTokens.EntityHandle(token)) is { } called)
                {
                    found.Add((caller, called));
                }
            }
        }

        return found;
    }

    private static IEnumerable<int> TokensOf(ImmutableArray<byte> code)
    {
        for (var offset = 0; offset < code.Length;)
        {
            var isLong = code[offset] == TwoByteMark;
            var value = isLong ? (short)((TwoByteMark << 8) | code[offset + 1]) : code[offset];
            var operation = Codes[value].First();
            offset += isLong ? 2 : 1;
            if (operation.OperandType == OperandType.InlineMethod)
            {
                yield return BitConverter.ToInt32(code.AsSpan(offset, 4));
            }

            offset += SizeOf(operation.OperandType, code, offset);
        }
    }

    private static int SizeOf(OperandType type, ImmutableArray<byte> code, int offset) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code.AsSpan(offset, 4))),
        _ => 4,
    };

    private static string? NameOfCalled(MetadataReader reader, EntityHandle called)
    {
        if (called.Kind == HandleKind.MethodSpecification)
        {
            called = reader.GetMethodSpecification((MethodSpecificationHandle)called).Method;
        }

        if (called.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        // Making a delegate calls nobody.
        var member = reader.GetMemberReference((MemberReferenceHandle)called);
        var parent = member.Parent;
        return parent.Kind == HandleKind.TypeReference && !reader.StringComparer.Equals(member.Name, ".ctor") ? NameOf(reader, reader.GetTypeReference((TypeReferenceHandle)parent)) : null;
    }

    private static string NameOf(MetadataReader reader, TypeReference type) => $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";

    // Closures, iterators and state machines of asynchronous methods are nested types of the compiler's.
    private static string NameOfOutermost(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer ? NameOfOutermost(reader, outer) : reader.GetString(type.Name);
    }
}
