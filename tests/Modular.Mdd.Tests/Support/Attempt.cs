using Modular.Mdd.Authoring;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Mdd.Tests.Support;

/// <summary>Opens what may be hostile. Whatever the bytes are, they are read to the end or refused, at a bounded cost.</summary>
internal static class Attempt
{
    private const long MostAllocated = 64 * 1024 * 1024;

    /// <summary>Opens a whole file and reads everything in it; null when it loads, else why it was refused.</summary>
    public static MddFormatException? Open(ReadOnlyMemory<byte> file, MddOptions? options = null) => Bounded(() =>
    {
        using var database = MddDatabase.Open(file, options);
        EcuDataDefinition.From(database.Root);
    });

    /// <summary>Verifies a payload and reads everything in it; null when it is sound, else why it was refused.</summary>
    public static MddFormatException? Verify(ReadOnlyMemory<byte> payload, MddOptions? options = null) => Bounded(() =>
    {
        var buffer = new FlatBuffer(payload);
        FlatBufferVerifier.Verify(buffer, options ?? MddOptions.Default);
        EcuDataDefinition.From(EcuData.Create(buffer.GetRoot()));
    });

    private static MddFormatException? Bounded(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
            return null;
        }
        catch (MddFormatException e)
        {
            return e;
        }
        finally
        {
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        }
    }
}
