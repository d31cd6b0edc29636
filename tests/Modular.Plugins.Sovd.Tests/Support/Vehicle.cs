using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Support;

/// <summary>The vehicle most tests talk to: one ECU with the services of the well-known fixture.</summary>
internal sealed class Vehicle
{
    public Vehicle()
    {
        Ecu = new FakeEcu("FLXC1000", new FakeServiceCatalog(
            "FLXC1000_App_0101",
            FakeService.Create("VINDataIdentifier_Read", 0x22, 0xF1, 0x90),
            FakeService.Create("VINDataIdentifier_Write", 0x2E, 0xF1, 0x90),
            FakeService.Create("ActiveDiagnosticSessionDataIdentifier_Read", 0x22, 0xF1, 0x86),
            new FakeService
            {
                ShortName = "FluxCapacitorPowerConsumption_Read",
                LongName = "Flux Capacitor Power Consumption Read",
                Semantic = "DATA",
                Layer = "FLXC1000",
                RequestPrefix = new byte[] { 0x22, 0xF2, 0x00 },
                Groups = [new("flux_capacitor_sdg", "sensor_metadata", [new(null, "gigawatts", "measurement_unit", null)])],
            },
            FakeService.Create("Extended_Start", 0x10, 0x03)));
        Other = new FakeEcu("FSNR2000", new FakeServiceCatalog("FSNR2000"));
        Tester = new FakeTester(Ecu, Other);
    }

    public FakeEcu Ecu { get; }

    public FakeEcu Other { get; }

    public FakeTester Tester { get; }

    public static void RenderVin(IParameterSink sink) => sink.Text("VINDataIdentifier"u8, "SCEDT26T8BD005261"u8);
}
