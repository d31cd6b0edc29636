using System.Buffers;
using Modular.Kernel.Services;
using Modular.Kernel.Tests.Support;
using Modular.Mdd;
using Modular.Mdd.Authoring;
using Modular.Sdk.Diagnostics;
using Modular.TestSupport;

namespace Modular.Kernel.Tests.Services;

public sealed class HostileDatabaseTests
{
    private static readonly DopDefinition Byte = Define.Dop(Define.UInt(8));

    [Fact]
    public void Decode_LadderOfSharedStructures_StopsAtTheBoundOfValues()
    {
        // Each step has the one below twice at the same place: 2 to the power of 12 structures from one byte.
        var step = Define.Structure(Define.Value("V", Byte, 0));
        for (var i = 0; i < 12; i++)
        {
            step = Define.Structure(Define.Value("A", step, 0), Define.Value("B", step, 0));
        }

        using var codec = new Codec(new KernelOptions { MaxValues = 5000 }, 0, Define.Value("S", step, 1));
        var error = Assert.Throws<DiagnosticException>(() => codec.Service.DecodeResponse(default, [0x6E, 1], new CountingSink()));
        Assert.Equal(DiagnosticFailure.DatabaseInvalid, error.Failure);
    }

    [Fact]
    public void Decode_StructuresDeeperThanTheBound_IsRefused()
    {
        var step = Define.Structure(Define.Value("V", Byte, 0));
        for (var i = 0; i < 6; i++)
        {
            step = Define.Structure(Define.Value("A", step, 0));
        }

        using var codec = new Codec(new KernelOptions { MaxDepth = 4 }, 0, Define.Value("S", step, 1));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "S", new Parameters() } }));
    }

    [Fact]
    public void Decode_EndlessItemsWithoutLength_IsRefused()
    {
        var empty = Define.Structure();
        using var codec = new Codec(Define.Value("F", Define.Of(new EndOfPduFieldDefinition { Field = Define.Items(empty) }), 1));
        Assert.Equal(DiagnosticFailure.DatabaseInvalid, Assert.Throws<DiagnosticException>(() => codec.Decode("01")).Failure);
    }

    [Fact]
    public void Decode_ManyCountedItemsWithoutLength_StopsAtTheBoundOfValues()
    {
        var field = Define.Of(new DynamicLengthFieldDefinition
        {
            ItemsOffset = 4,
            Field = Define.Items(Define.Structure()),
            DetermineNumberOfItems = new DetermineNumberOfItemsDefinition { Dop = Define.Dop(Define.UInt(32)) },
        });
        using var codec = new Codec(Define.Value("F", field, 1));
        Assert.Throws<DiagnosticException>(() => codec.Service.DecodeResponse(default, Convert.FromHexString("6EFFFFFFFF"), new CountingSink()));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(33u)]
    [InlineData(uint.MaxValue)]
    public void BitLength_OutsideOfTheType_FailsAndDoesNotCrash(uint bits)
    {
        using var codec = new Codec(Define.Value("V", Define.Dop(Define.UInt(bits)), 1), Define.Value("W", Byte, 2));
        Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 1 }, { "W", 1 } }));
    }

    [Theory]
    [InlineData(uint.MaxValue, 0u)]
    [InlineData(1u, 8u)]
    public void Position_OutsideOfAllMessages_IsRefused(uint at, uint bit)
    {
        using var codec = new Codec(Define.Value("V", Byte, at, bit));
        Assert.Equal(DiagnosticFailure.DatabaseInvalid, Assert.Throws<DiagnosticException>(() => codec.Encode(new() { { "V", 1 } })).Failure);
    }

    [SharedDataFact]
    public void MutatedDatabases_GiveDiagnosticExceptionsOnly()
    {
        var random = new Random(20260);
        using var source = MddDatabase.Open(Path.Combine(RepositoryPaths.SharedData!, "mdd", "FLXC1000.mdd"));
        var original = new MddFileDefinition { Description = EcuDataDefinition.From(source.Root) }.ToBytes();
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                bytes[random.Next(200, bytes.Length)] = (byte)random.Next(256);
            }

            Exercise(bytes, random);
        }
    }

    private static void Exercise(byte[] bytes, Random random)
    {
        try
        {
            using var database = new DiagnosticDatabase(MddDatabase.Open(bytes, new MddOptions { VerifyHash = false }), new KernelOptions { MaxValues = 2000 });
            database.ResolveComParams();
            _ = database.Detection.Services;
            foreach (var service in database.Variants.SelectMany(layer => layer.Services))
            {
                Exercise(service, random);
            }
        }
        catch (MddFormatException)
        {
        }
        catch (DiagnosticException)
        {
        }
    }

    private static void Exercise(KernelService service, Random random)
    {
        var message = new byte[random.Next(40)];
        random.NextBytes(message);
        if (message.Length > 0 && service.ServiceId is { } id)
        {
            message[0] = (byte)(id + 0x40);
        }

        try
        {
            service.DecodeResponse(service.RequestPrefix.Span, message, new CountingSink());
        }
        catch (DiagnosticException)
        {
        }

        try
        {
            service.EncodeRequest(new Parameters(), new ArrayBufferWriter<byte>());
        }
        catch (DiagnosticException)
        {
        }
    }
}
