using System.Collections.Concurrent;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>A protocol whose channels are the ECUs of a vehicle, by address.</summary>
internal sealed class FakeProtocol : IDiagnosticProtocol
{
    private readonly ConcurrentDictionary<uint, FakeChannel> _ecus = new();

    public string Name => "uds";

    /// <summary>The ECU at an address; silent until told what to answer.</summary>
    public FakeChannel this[uint address] => _ecus.GetOrAdd(address, _ => new FakeChannel());

    public IProtocolChannel Open(IDiagnosticLink link, ComParamSet comParams) => this[link.Address.Target];
}
