using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Tests.Support;

internal sealed class FakeServiceCatalog(string variant, params DiagnosticService[] services) : IServiceCatalog
{
    public string Variant => variant;

    public IReadOnlyList<DiagnosticService> Services => services;

    public DiagnosticService? Find(string shortName) =>
        Array.Find(services, service => string.Equals(service.ShortName, shortName, StringComparison.OrdinalIgnoreCase));

    public IReadOnlyList<DiagnosticService> WithServiceId(byte serviceId) => [.. services.Where(service => service.ServiceId == serviceId)];
}
