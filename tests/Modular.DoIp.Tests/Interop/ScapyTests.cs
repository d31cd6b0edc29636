using System.Diagnostics;
using Modular.DoIp.Messages;
using Modular.DoIp.Tests.Entity;
using Modular.DoIp.Tests.Support;
using Modular.TestSupport;

namespace Modular.DoIp.Tests.Interop;

/// <summary>Our entity against an independent tester.</summary>
public sealed class ScapyTests
{
    // Each line it prints is one thing the independent dissector understood.
    private const string Script = """
        import socket, sys
        from scapy.contrib.automotive.doip import DoIP
        port = int(sys.argv[1])
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.settimeout(30)
        def ask(packet):
            udp.sendto(bytes(packet), ("127.0.0.1", port))
            return DoIP(udp.recv(4096))
        a = ask(DoIP(payload_type=0x0001))
        print("announcement", a.payload_type, a.vin.decode(), hex(a.logical_address), a.eid.hex(), a.gid.hex(), a.further_action, a.vin_gid_status)
        s = ask(DoIP(payload_type=0x4001))
        print("status", s.payload_type, s.node_type, s.max_open_sockets, s.cur_open_sockets, s.max_data_size)
        p = ask(DoIP(payload_type=0x4003))
        print("power", p.payload_type, p.diagnostic_power_mode)
        tcp = socket.create_connection(("127.0.0.1", port), 30)
        stream = tcp.makefile("rb")
        def read():
            header = stream.read(8)
            return DoIP(header + stream.read(int.from_bytes(header[4:8], "big")))
        tcp.sendall(bytes(DoIP(payload_type=0x0005, activation_type=0, source_address=0x0e80, reserved_oem=b"")))
        r = read()
        print("activation", r.payload_type, hex(r.logical_address_tester), hex(r.logical_address_doip_entity), hex(r.routing_activation_response))
        tcp.sendall(bytes(DoIP(payload_type=0x8001, source_address=0x0e80, target_address=0x1001) / b"\x22\xf1\x90"))
        k = read()
        print("acknowledgement", hex(k.payload_type), hex(k.source_address), hex(k.target_address), k.ack_code)
        m = read()
        print("answer", hex(m.payload_type), hex(m.source_address), hex(m.target_address), bytes(m.payload).hex())
        tcp.sendall(bytes(DoIP(payload_type=0x8001, source_address=0x0e80, target_address=0x9999) / b"\x3e\x00"))
        n = read()
        print("refusal", hex(n.payload_type), hex(n.source_address), n.nack_code)
        """;

    [ProgramFact("scapy")]
    public async Task Scapy_DiscoversActivatesAndAsks_UnderstandsEveryAnswer()
    {
        await using var fixture = new ServerFixture();
        var start = new ProcessStartInfo(IndependentPrograms.Python, ["-", $"{fixture.Server.EndPoint.Port}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(Script);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(Guard.Token());
        var output = await process.StandardOutput.ReadToEndAsync(Guard.Token());
        await process.WaitForExitAsync(Guard.Token());
        Assert.True(process.ExitCode == 0, await errors);
        Assert.Equal(
            [
                "announcement 4 SCEDT26T8BD005261 0x1000 020000001000 000000000042 0 0",
                $"status 16386 {(byte)NodeType.Gateway} 8 0 65535",
                "power 16388 1",
                "activation 6 0xe80 0x1000 0x10",
                "acknowledgement 0x8002 0x1001 0xe80 0",
                "answer 0x8001 0x1001 0xe80 62f190",
                "refusal 0x8003 0x9999 3",
            ],
            output.ReplaceLineEndings("\n").Trim().Split('\n'));
    }
}
