using Microsoft.Extensions.Logging.Abstractions;
using Modular.Hosting.Capabilities;
using Modular.Hosting.Tests.Support;
using Modular.Sdk.Capabilities;
using Modular.Sdk.Diagnostics;
using Modular.Sdk.Security;

namespace Modular.Hosting.Tests.Capabilities;

public sealed class CapabilityTests : IDisposable
{
    private readonly PluginRoot _root = new("test.security");

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Acquire_ProviderRuns_LeasesItsGeneration()
    {
        await using var server = await TestServer.StartAsync(_root);
        using var capability = new Capability<ITokenIssuer>(server.Runtime.Broker, NullLoggerFactory.Instance);
        var leases = server.Supervisor.Find("test.security")!.Current!.Leases;

        using (var lease = capability.Acquire())
        {
            Assert.Equal("test.security@0.1.0#1", lease.Provider.ToString());
            Assert.Equal(1, leases.Held);
            Assert.Single(capability.AcquireAll()).Dispose();
        }

        Assert.Equal(0, leases.Held);
    }

    [Fact]
    public async Task Acquire_NoProvider_NamesTheContract()
    {
        await using var server = await TestServer.StartAsync(_root);
        using var capability = new Capability<IDiagnosticTester>(server.Runtime.Broker, NullLoggerFactory.Instance);

        var exception = Assert.Throws<PluginUnavailableException>(capability.Acquire);

        Assert.Equal(typeof(IDiagnosticTester).FullName, exception.Contract);
        Assert.Empty(capability.AcquireAll());
    }

    [Fact]
    public async Task Changed_ProviderComesAndGoes_IsRaised()
    {
        await using var server = await TestServer.ListenAsync(_root);
        using var capability = new Capability<ITokenIssuer>(server.Runtime.Broker, NullLoggerFactory.Instance);
        using var changed = new SemaphoreSlim(0);
        capability.Changed += (_, _) => throw new InvalidOperationException("a bad handler");
        capability.Changed += (_, _) => changed.Release();

        await server.StartPluginsAsync();
        Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.True(capability.TryAcquire(out var lease));
        lease.Dispose();

        await server.StopAsync();
        Assert.True(await changed.WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.False(capability.TryAcquire(out _));
    }

    [Fact]
    public async Task StopAsync_LeaseHeld_StopsAfterItCameBack()
    {
        await using var server = await TestServer.StartAsync(_root);
        using var capability = new Capability<ITokenIssuer>(server.Runtime.Broker, NullLoggerFactory.Instance);
        var lease = capability.Acquire();

        var stopping = server.Supervisor.StopAsync(TimeSpan.FromSeconds(60));
        Assert.True(SpinWait.SpinUntil(() => !capability.TryAcquire(out _), TimeSpan.FromSeconds(10)));
        Assert.False(stopping.IsCompleted);
        lease.Dispose();

        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Constructor_ContractOfNobody_IsRefused() =>
        Assert.Throws<InvalidOperationException>(() => new Capability<IDisposable>(new CapabilityBroker(), NullLoggerFactory.Instance));
}
