using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Modular.Hosting.Configuration;
using Modular.Hosting.Http.ClientCertificates;
using Modular.Hosting.Server;
using Modular.Sdk.Http;

namespace Modular.Hosting.Http;

/// <summary>Kestrel and the pipeline in front of the plugins.</summary>
internal sealed class HttpServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HttpServer(WebApplication application) => _application = application;

    /// <summary>Addresses in use, with the ports the system chose.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];

    /// <summary>Builds the server for a runtime; it does not listen yet.</summary>
    public static HttpServer Create(PluginRuntime runtime)
    {
        // The empty builder reads no settings, environment or files of its own: nothing but our configuration binds a port.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "modular",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Services.AddSingleton(runtime.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
        builder.Services.AddRouting();
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = TimeoutPolicy(runtime.Settings));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => Configure(options, runtime));
        var application = builder.Build();
        application.UseMiddleware<RequestTraceMiddleware>();
        application.UseMiddleware<ErrorBodyMiddleware>(runtime.Supervisor, runtime.LoggerFactory.CreateLogger<ErrorBodyMiddleware>());
        application.UseSwaggerUI(options =>
        {
            options.RoutePrefix = HostPaths.SwaggerUi.Trim('/');
            options.SwaggerEndpoint(HostPaths.OpenApi, "Modular");
            options.DocumentTitle = "Modular";
        });
        application.UseRouting();
        application.UseRequestTimeouts();
        HostEndpoints.Map(application, runtime.Health, runtime.OpenApi);
        runtime.Administration.Map(application);
        runtime.Embedding?.MapEndpoints?.Invoke(application);
        ((IEndpointRouteBuilder)application).DataSources.Add(runtime.Endpoints);
        return new HttpServer(application);
    }

    /// <summary>Listens.</summary>
    /// <exception cref="IOException">An address is in use or not of this machine.</exception>
    public Task StartAsync(CancellationToken cancellationToken) => _application.StartAsync(cancellationToken);

    /// <summary>Takes no more connections and waits for requests which run.</summary>
    /// <param name="budget">After this they are broken off.</param>
    public async Task StopAsync(TimeSpan budget)
    {
        using var deadline = new CancellationTokenSource(budget);
        try
        {
            await _application.StopAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // Broken off as told.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Configure(KestrelServerOptions options, PluginRuntime runtime)
    {
        var settings = runtime.Settings;
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = settings.MaximumBodyBytes;
        var certificate = settings.Certificate is { } source ? ServerCertificate.Load(source) : null;
        foreach (var address in settings.Addresses)
        {
            options.Listen(address.Address, address.Port, listen =>
            {
                if (address.IsHttps)
                {
                    listen.UseHttps(CreateHttpsOptions(certificate, runtime));
                }
            });
        }
    }

    private static HttpsConnectionAdapterOptions CreateHttpsOptions(ServerCertificate? certificate, PluginRuntime runtime)
    {
        var settings = runtime.Settings.ClientCertificates;
        var options = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = certificate?.Certificate,
            ServerCertificateChain = certificate?.Issuers,
            ClientCertificateMode = settings.Demand switch
            {
                ClientCertificateDemand.None => ClientCertificateMode.NoCertificate,
                ClientCertificateDemand.Allow => ClientCertificateMode.AllowCertificate,
                _ => ClientCertificateMode.RequireCertificate,
            },
        };
        if (settings.Demand != ClientCertificateDemand.None)
        {
            var verifier = new ClientCertificateVerifier(settings, runtime.TimeProvider, runtime.LoggerFactory.CreateLogger<ClientCertificateVerifier>());
            options.ClientCertificateValidation = (presented, chain, _) => verifier.Verify(presented, chain);
        }

        return options;
    }

    private static RequestTimeoutPolicy TimeoutPolicy(HostSettings settings) => new()
    {
        Timeout = settings.RequestTimeout,
        TimeoutStatusCode = StatusCodes.Status408RequestTimeout,
        WriteTimeoutResponse = static context => ErrorResponse.WriteAsync(
            context,
            StatusCodes.Status408RequestTimeout,
            "Request timed out",
            GenericErrorCode.VendorSpecific,
            GenericErrorVendorCode.RequestTimeout),
    };
}
