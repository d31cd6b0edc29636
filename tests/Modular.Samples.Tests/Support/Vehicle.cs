using Modular.Sdk.Testing.Diagnostics;

namespace Modular.Samples.Tests.Support;

/// <summary>Two ECUs without a vehicle.</summary>
internal static class Vehicle
{
    public static FakeTester Create(Func<Sdk.Diagnostics.IParameterSink, Sdk.Diagnostics.ServiceOutcome>? answer = null) => new(
        new FakeEcu("FLXC1000", new FakeServiceCatalog("FLXC1000_App", FakeServiceCatalog.Service("VINDataIdentifier_Read", 0x22, 0xF1, 0x90)))
        {
            Answer = (_, sink) => answer is null ? Vin(sink) : answer(sink),
        },
        new FakeEcu("FSNR2000", new FakeServiceCatalog("FSNR2000_App", FakeServiceCatalog.Service("VINDataIdentifier_Read", 0x22, 0xF1, 0x90))));

    private static Sdk.Diagnostics.ServiceOutcome Vin(Sdk.Diagnostics.IParameterSink sink)
    {
        sink.Text("VINDataIdentifier"u8, "SCEDT26T8BD005261"u8);
        return FakeEcu.Positive(0x62, 0xF1, 0x90, 0x53);
    }
}
