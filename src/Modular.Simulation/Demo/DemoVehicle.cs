using Modular.Mdd.Authoring;
using static Modular.Simulation.Demo.DemoDops;

namespace Modular.Simulation.Demo;

/// <summary>
/// A small electric-hybrid car of our own making: a central gateway and, behind it, engine, brakes and battery. The same
/// databases describe it to a tester and drive its simulation.
/// </summary>
public static class DemoVehicle
{
    /// <summary>Logical address of the central gateway.</summary>
    public const ushort GatewayAddress = 0x1001;

    /// <summary>Functional address of all its ECUs.</summary>
    public const ushort FunctionalAddress = 0xE400;

    private const ushort EngineAddress = 0x1101;
    private const ushort BrakesAddress = 0x1201;
    private const ushort BatteryAddress = 0x1301;

    /// <summary>How the vehicle is simulated: on the road, with the values that shows.</summary>
    public static VehicleSettings Settings { get; } = new()
    {
        Seed = 11,
        Protocol = DemoProtocol.Name,
        Profile = new EcuProfile { LiveValues = true },
        Values =
        [
            new SimulatedValue("CentralGateway", 0x0110, null, "110102120102130102"),
            new SimulatedValue("CentralGateway", 0x0105, "TerminalState", "Ignition on"),
            new SimulatedValue("EngineControl", 0x0307, "EngineState", "Running"),
            new SimulatedValue("BrakeControl", 0x0405, "AbsState", "Ready"),
            new SimulatedValue("BatteryManager", 0x0506, "ContactorState", "Closed"),
        ],
    };

    /// <summary>Describes the vehicle.</summary>
    /// <returns>One definition per ECU, the gateway first.</returns>
    public static IReadOnlyList<MddFileDefinition> Describe()
    {
        var protocol = new DemoProtocol();
        return [Gateway(protocol), Engine(protocol), Brakes(protocol), Battery(protocol)];
    }

    /// <summary>Writes the databases of the vehicle.</summary>
    /// <param name="folder">Where to; created when it does not exist. Files of the same names are replaced.</param>
    /// <returns>Paths of the files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> WriteDatabases(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        foreach (var definition in Describe())
        {
            var path = Path.Combine(folder, definition.Description.EcuName + ".mdd");
            definition.Save(path);
            paths.Add(path);
        }

        return paths;
    }

    private static DemoEcu Ecu(DemoProtocol protocol, string name, string longName, ushort address, params (uint Code, string Display, string Text)[] codes) =>
        new(protocol, name, longName, GatewayAddress, address, FunctionalAddress, codes);

    private static MddFileDefinition Gateway(DemoProtocol protocol)
    {
        var ecu = Ecu(protocol, "CentralGateway", "Central gateway", GatewayAddress,
            (0xC10000, "U0100", "Lost communication with engine control"),
            (0xC12100, "U0121", "Lost communication with brake control"),
            (0x056217, "P0562-17", "Supply voltage above threshold"),
            (0xE10155, "U2101-55", "Configuration not programmed"));
        ecu.Read("SupplyVoltage", "Supply voltage", 0x0101, "CURRENTDATA", Scaled("SupplyVolts", 16, false, 0, 0.01, Unit("Volt", "V"), 2, (0, 2000)));
        ecu.Read("VehicleSpeed", "Vehicle speed", 0x0102, "CURRENTDATA", Scaled("Speed", 16, false, 0, 0.01, Unit("KilometrePerHour", "km/h"), 1, (0, 30000)));
        ecu.Read("AmbientTemperature", "Ambient temperature", 0x0103, "CURRENTDATA", Scaled("AmbientCelsius", 8, false, -40, 0.5, Unit("DegreeCelsius", "°C"), 1));
        ecu.Read("Odometer", "Distance driven", 0x0104, "CURRENTDATA", Unsigned("Distance", 32, Unit("KiloMetre", "km"), 999_999));
        ecu.Read("TerminalState", "Terminal state", 0x0105, "CURRENTDATA", Texts("Terminal", 8, (0, "Off"), (1, "Accessory"), (2, "Ignition on"), (3, "Starting")));
        ecu.Read("NetworkNodes", "ECUs in the network", 0x0110, "CURRENTDATA", List("Nodes", Structure(
            "Node",
            DemoParams.Value("LogicalAddress", 0, Unsigned("AddressNumber", 16)),
            DemoParams.Value("State", 2, Texts("NodeState", 8, (0, "Absent"), (1, "Asleep"), (2, "Awake"), (3, "Programming")))), 1, 3));
        ecu.ReadWrite("TransportMode", "Transport mode", 0x0120, Texts("Mode", 8, (0, "Customer"), (1, "Transport"), (2, "Showroom")));
        ecu.Routine("NetworkTest", "Test of the network", 0x0201, [], [
            DemoParams.Value("percentComplete", 4, Unsigned("Percent", 8, maximum: 100)),
            DemoParams.Value("Result", 5, Texts("TestResult", 8, (0, "Running"), (1, "Passed"), (2, "Failed")))]);
        ecu.Variant("App_0110", 0x000110);
        return ecu.File;
    }

    private static MddFileDefinition Engine(DemoProtocol protocol)
    {
        var ecu = Ecu(protocol, "EngineControl", "Engine control", EngineAddress,
            (0x010100, "P0101", "Mass air flow implausible"),
            (0x011813, "P0118-13", "Coolant temperature sensor: circuit open"),
            (0x030000, "P0300", "Random misfire detected"),
            (0x042000, "P0420", "Catalyst efficiency below threshold"),
            (0x244A00, "P244A", "Particulate filter: pressure too low"));
        var celsius = Unit("DegreeCelsius", "°C");
        ecu.Read("EngineSpeed", "Engine speed", 0x0301, "CURRENTDATA", Scaled("Rpm", 16, false, 0, 0.25, Unit("RevolutionsPerMinute", "rpm"), 0, (0, 28000)));
        ecu.Read("CoolantTemperature", "Coolant temperature", 0x0302, "CURRENTDATA", Scaled("CoolantCelsius", 8, false, -40, 1, celsius, 0));
        ecu.Read("OilTemperature", "Oil temperature", 0x0303, "CURRENTDATA", Scaled("OilCelsius", 8, false, -40, 1, celsius, 0));
        ecu.Read("IntakePressure", "Intake manifold pressure", 0x0304, "CURRENTDATA", Scaled("Intake", 8, false, 0, 1, Unit("KiloPascal", "kPa"), 0));
        ecu.Read("EngineLoad", "Calculated engine load", 0x0305, "CURRENTDATA", Scaled("Load", 8, false, 0, 100.0 / 255, Unit("Percent", "%"), 1));
        ecu.Read("FuelLevel", "Fuel level", 0x0306, "CURRENTDATA", Scaled("Fuel", 8, false, 0, 0.5, Unit("Percent", "%"), 1, (0, 200)));
        ecu.Read("EngineState", "Engine state", 0x0307, "CURRENTDATA", Texts("StateText", 8, (0, "Stopped"), (1, "Cranking"), (2, "Running"), (3, "Overrun"), (255, "Not available")));
        ecu.Read("Torque", "Torque: demanded and delivered", 0x0308, "CURRENTDATA", Structure(
            "TorqueRecord",
            DemoParams.Value("Demanded", 0, Scaled("TorqueDemanded", 16, true, 0, 0.1, Unit("NewtonMetre", "Nm"), 1, (-5000, 5000))),
            DemoParams.Value("Delivered", 2, Scaled("TorqueDelivered", 16, true, 0, 0.1, Unit("NewtonMetre", "Nm"), 1, (-5000, 5000)))));
        ecu.Read("MisfireCounters", "Misfires by cylinder", 0x0309, "CURRENTDATA", List("Misfires", Structure(
            "Misfire",
            DemoParams.Value("Cylinder", 0, Unsigned("CylinderNumber", 8, maximum: 4)),
            DemoParams.Value("Count", 1, Unsigned("MisfireCount", 16, maximum: 2000))), 1, 4));
        ecu.ReadWrite("IdleSpeed", "Idle speed demanded", 0x0320, Scaled("IdleRpm", 16, false, 0, 1, Unit("RevolutionsPerMinute", "rpm"), 0, (600, 1200)));
        ecu.Routine("CatalystTest", "Test of the catalyst", 0x0301, [DemoParams.Value("Duration", 4, Unsigned("DurationSeconds", 8, Unit("Second", "s"), 120))], [
            DemoParams.Value("percentComplete", 4, Unsigned("Percent", 8, maximum: 100)),
            DemoParams.Value("Step", 5, Texts("TestStep", 8, (0, "Heating"), (1, "Measuring"), (2, "Evaluating"), (3, "Finished")))]);
        ecu.Variant("App_0203", 0x000203);
        ecu.BootVariant(0xFF0001);
        return ecu.File;
    }

    private static MddFileDefinition Brakes(DemoProtocol protocol)
    {
        var ecu = Ecu(protocol, "BrakeControl", "Brake control", BrakesAddress,
            (0x403500, "C0035", "Left front wheel speed sensor"),
            (0x404000, "C0040", "Right front wheel speed sensor"),
            (0x411000, "C0110", "Pump motor circuit"),
            (0x424200, "C0242", "Traction control: signal invalid"));
        var kilometres = Unit("KilometrePerHour", "km/h");
        DopDefinition Wheel(string name) => Scaled(name, 16, false, 0, 0.01, kilometres, 1, (0, 30000));
        ecu.Read("WheelSpeeds", "Wheel speeds", 0x0401, "CURRENTDATA", Structure(
            "WheelSpeedRecord",
            DemoParams.Value("FrontLeft", 0, Wheel("WheelFrontLeft")),
            DemoParams.Value("FrontRight", 2, Wheel("WheelFrontRight")),
            DemoParams.Value("RearLeft", 4, Wheel("WheelRearLeft")),
            DemoParams.Value("RearRight", 6, Wheel("WheelRearRight"))));
        ecu.Read("BrakePressure", "Brake pressure", 0x0402, "CURRENTDATA", Scaled("Pressure", 16, false, 0, 0.1, Unit("Bar", "bar"), 1, (0, 2500)));
        ecu.Read("BrakeFluidTemperature", "Brake fluid temperature", 0x0403, "CURRENTDATA", Scaled("FluidCelsius", 8, false, -40, 1, Unit("DegreeCelsius", "°C"), 0));
        ecu.Read("SteeringAngle", "Steering angle", 0x0404, "CURRENTDATA", Scaled("Steering", 16, true, 0, 0.1, Unit("Degree", "°"), 1, (-7800, 7800)));
        ecu.Read("AbsState", "State of the anti-lock system", 0x0405, "CURRENTDATA", Texts("Abs", 8, (0, "Ready"), (1, "Intervening"), (2, "Switched off"), (3, "Faulty")));
        ecu.ReadWrite("PadWearLimit", "Warning limit of pad wear", 0x0420, Scaled("PadWear", 8, false, 0, 0.1, Unit("MilliMetre", "mm"), 1, (15, 60)));
        ecu.Routine("BrakeBleeding", "Bleeding of the brakes", 0x0401, [
            DemoParams.Value("Wheel", 4, Texts("BleedWheel", 8, (0, "Front left"), (1, "Front right"), (2, "Rear left"), (3, "Rear right")))], [
            DemoParams.Value("percentComplete", 4, Unsigned("Percent", 8, maximum: 100)),
            DemoParams.Value("Status", 5, Texts("BleedStatus", 8, (0, "Running"), (1, "Finished"), (2, "Aborted")))]);
        ecu.Variant("App_0115", 0x000115);
        return ecu.File;
    }

    private static MddFileDefinition Battery(DemoProtocol protocol)
    {
        var ecu = Ecu(protocol, "BatteryManager", "Battery management", BatteryAddress,
            (0x0A7F00, "P0A7F", "Battery pack deterioration"),
            (0x0A9400, "P0A94", "DC/DC converter performance"),
            (0x1A1F29, "P1A1F-29", "Cell voltage implausible"),
            (0x0AA600, "P0AA6", "Insulation of the high voltage system"));
        var volts = Unit("Volt", "V");
        ecu.Read("StateOfCharge", "State of charge", 0x0501, "CURRENTDATA", Scaled("Charge", 8, false, 0, 0.5, Unit("Percent", "%"), 1, (0, 200)));
        ecu.Read("PackCurrent", "Current of the pack, discharging positive", 0x0502, "CURRENTDATA", Scaled("Current", 16, true, 0, 0.1, Unit("Ampere", "A"), 1, (-6000, 6000)));
        ecu.Read("AuxiliaryVoltage", "Voltage of the 12 V network", 0x0503, "CURRENTDATA", Scaled("AuxiliaryVolts", 8, false, 0, 0.1, volts, 1));
        ecu.Read("PackTemperature", "Temperature of the pack", 0x0504, "CURRENTDATA", Scaled("PackCelsius", 8, true, 0, 1, Unit("DegreeCelsius", "°C"), 0));
        ecu.Read("CellVoltages", "Voltages of the cells", 0x0505, "CURRENTDATA", List("Cells", Structure(
            "Cell",
            DemoParams.Value("CellNumber", 0, Unsigned("CellIndex", 8, maximum: 96)),
            DemoParams.Value("CellVoltage", 1, Scaled("CellVolts", 16, false, 0, 0.001, volts, 3, (0, 5000)))), 3, 12));
        ecu.Read("ContactorState", "State of the main contactor", 0x0506, "CURRENTDATA", Texts("Contactor", 8, (0, "Open"), (1, "Precharging"), (2, "Closed"), (3, "Welded")));
        ecu.ReadWrite("ChargeLimit", "Highest state of charge", 0x0520, Scaled("ChargeMaximum", 8, false, 0, 0.5, Unit("Percent", "%"), 1, (100, 200)));
        ecu.Routine("InsulationTest", "Test of the insulation", 0x0501, [], [
            DemoParams.Value("percentComplete", 4, Unsigned("Percent", 8, maximum: 100)),
            DemoParams.Value("Resistance", 5, Unsigned("Ohms", 32, Unit("KiloOhm", "kOhm"), 5000))]);
        ecu.Variant("App_0301", 0x000301);
        ecu.Variant("App_0302", 0x000302);
        return ecu.File;
    }
}
