namespace Modular.Hosting.Http;

/// <summary>What a plugin maps its endpoints on; its services are the plugin's own.</summary>
internal sealed class PluginEndpointBuilder(IServiceProvider services) : IEndpointRouteBuilder
{
    /// <inheritdoc/>
    public ICollection<EndpointDataSource> DataSources { get; } = [];

    /// <inheritdoc/>
    public IServiceProvider ServiceProvider => services;

    /// <inheritdoc/>
    public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(services);
}
