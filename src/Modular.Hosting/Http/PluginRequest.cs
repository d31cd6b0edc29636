using Microsoft.AspNetCore.Http.Features;
using Modular.Hosting.Plugins.Lifecycle;

namespace Modular.Hosting.Http;

/// <summary>One request in one generation: its scope and its end, both made only when the handler asks for them.</summary>
/// <remarks>
/// Most handlers need neither a scope nor a cancellation of their own, so a request costs this one object. It stands in
/// the features of the request while the generation handles it, and puts back what was there before.
/// </remarks>
internal sealed class PluginRequest : IHttpRequestLifetimeFeature, IServiceProvidersFeature
{
    private readonly Lock _gate = new();
    private readonly HttpContext _context;
    private readonly PluginGeneration _generation;
    private readonly IHttpRequestLifetimeFeature? _outerLifetime;
    private readonly IServiceProvidersFeature? _outerServices;
    private CancellationTokenSource? _aborted;
    private AsyncServiceScope? _scope;
    private IServiceProvider? _services;
    private bool _isEnding;
    private bool _isDone;

    public PluginRequest(HttpContext context, PluginGeneration generation, bool isStream)
    {
        _context = context;
        _generation = generation;
        IsStream = isStream;
        _outerLifetime = context.Features.Get<IHttpRequestLifetimeFeature>();
        _outerServices = context.Features.Get<IServiceProvidersFeature>();
    }

    /// <summary>True when the answer has no end of its own.</summary>
    public bool IsStream { get; }

    /// <summary>True when the host told the request to end, because its generation does.</summary>
    public bool IsEnding => Volatile.Read(ref _isEnding);

    /// <summary>Links of the list of requests of the generation; that list's business alone.</summary>
    public PluginRequest? Next { get; set; }

    /// <summary>See <see cref="Next"/>.</summary>
    public PluginRequest? Previous { get; set; }

    /// <inheritdoc/>
    public CancellationToken RequestAborted
    {
        get
        {
            lock (_gate)
            {
                if (_aborted is null)
                {
                    _aborted = CancellationTokenSource.CreateLinkedTokenSource(_outerLifetime?.RequestAborted ?? CancellationToken.None);
                    if (_isEnding)
                    {
                        _aborted.Cancel();
                    }
                }

                return _aborted.Token;
            }
        }

        set
        {
            lock (_gate)
            {
                // As the web server does it: whoever sets it wants it seen, with what ends the request besides.
                _aborted = CancellationTokenSource.CreateLinkedTokenSource(value);
                if (_isEnding)
                {
                    _aborted.Cancel();
                }
            }
        }
    }

    /// <inheritdoc/>
    public IServiceProvider RequestServices
    {
        get
        {
            if (_services is null)
            {
                var scope = _generation.Services.CreateAsyncScope();
                _scope = scope;
                _services = scope.ServiceProvider;
            }

            return _services;
        }

        set => _services = value;
    }

    /// <inheritdoc/>
    public void Abort() => _outerLifetime?.Abort();

    /// <summary>Takes the place in the request's features, and in the generation's list.</summary>
    public void Enter()
    {
        _context.Features.Set<IHttpRequestLifetimeFeature>(this);
        _context.Features.Set<IServiceProvidersFeature>(this);
        _generation.Requests.Add(this);
    }

    /// <summary>Gives both back.</summary>
    public ValueTask ExitAsync()
    {
        _generation.Requests.Remove(this);
        lock (_gate)
        {
            _isDone = true;
        }

        _context.Features.Set(_outerLifetime);
        _context.Features.Set(_outerServices);
        _aborted?.Dispose();
        return _scope?.DisposeAsync() ?? default;
    }

    /// <summary>Tells the handler to end. Runs what the plugin registered with the token.</summary>
    public void End()
    {
        CancellationTokenSource? aborted;
        lock (_gate)
        {
            if (_isDone || _isEnding)
            {
                return;
            }

            _isEnding = true;
            aborted = _aborted;
        }

        try
        {
            aborted?.Cancel();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or AggregateException)
        {
            // It ended in this very moment, or a callback of the plugin threw: the rest were called all the same.
        }
    }

    /// <summary>Breaks the connection of a handler that does not heed its end.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            // After the request the context belongs to the next one.
            if (!_isDone)
            {
                _outerLifetime?.Abort();
            }
        }
    }
}
