using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Modular.Mdd.FlatBuffers;

namespace Modular.Mdd.Authoring;

/// <summary>Copies views into definitions, each shared table once.</summary>
internal sealed class DefinitionReader
{
    private readonly Dictionary<(int Type, int Offset), MddDefinition> _read = [];

    public bool TryGet<T>(int type, int offset, [NotNullWhen(true)] out T? definition)
        where T : MddDefinition
    {
        definition = _read.TryGetValue((type, offset), out var read) ? (T)read : null;
        return definition is not null;
    }

    public T Add<T>(int type, int offset, T definition)
        where T : MddDefinition
    {
        _read[(type, offset)] = definition;
        return definition;
    }

    /// <summary>Refuses nesting that the stack cannot take, which only a database opened with a huge limit can have.</summary>
    public void CheckDepth(FlatTable table)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw table.Buffer.Error(MddFailure.TooDeep, table.Offset, $"tables are nested too deep after {_read.Count} were read");
        }
    }

    /// <summary>Whether a field that the verifier passed over can be read after all.</summary>
    public static bool IsSound(FlatTable table, int type, int field) => FlatBufferVerifier.IsSound(table, type, field, MddOptions.Default);
}
