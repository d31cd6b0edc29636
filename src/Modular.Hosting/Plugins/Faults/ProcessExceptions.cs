using System.Runtime.ExceptionServices;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Hands the exceptions that nobody caught to the server of this process. .NET takes one such handler per process, once.</summary>
internal sealed class ProcessExceptions : IDisposable
{
    private static readonly Lock Gate = new();
    private static bool _isSet;
    private static EscapedExceptions? _current;

    private readonly EscapedExceptions _mine;

    private ProcessExceptions(EscapedExceptions mine) => _mine = mine;

    /// <summary>Hands them over until the result is disposed. With several servers in one process the last one gets them.</summary>
    public static ProcessExceptions HandTo(EscapedExceptions exceptions)
    {
        lock (Gate)
        {
            if (!_isSet)
            {
                _isSet = true;
                ExceptionHandling.SetUnhandledExceptionHandler(static exception => Volatile.Read(ref _current)?.Survive(exception) == true);
                TaskScheduler.UnobservedTaskException += static (_, failed) =>
                {
                    if (Volatile.Read(ref _current)?.Observe(failed.Exception) == true)
                    {
                        failed.SetObserved();
                    }
                };
            }

            Volatile.Write(ref _current, exceptions);
            return new ProcessExceptions(exceptions);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.CompareExchange(ref _current, null, _mine);
}
