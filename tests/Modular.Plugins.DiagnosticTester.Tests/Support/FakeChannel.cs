using System.Runtime.CompilerServices;
using Modular.Sdk.Protocols;
using Modular.Sdk.Transports;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>A channel that answers by a function and notes what was sent.</summary>
internal sealed class FakeChannel : IProtocolChannel
{
    private readonly Lock _gate = new();
    private readonly List<string> _sent = [];
    private readonly List<ExchangeOptions> _options = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

    /// <summary>Answers to requests in hexadecimal: the answer in hexadecimal, or null for silence.</summary>
    public Func<string, string?> Answer { get; set; } = _ => null;

    /// <summary>Completes before each answer, to hold an exchange up.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Thrown by every exchange while set.</summary>
    public LinkException? Failure { get; set; }

    public bool IsDisposed { get; private set; }

    public IDiagnosticLink Link => throw new NotSupportedException();

    public IReadOnlyList<string> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    public IReadOnlyList<ExchangeOptions> Options
    {
        get
        {
            lock (_gate)
            {
                return [.. _options];
            }
        }
    }

    /// <summary>Completes when as many requests were sent.</summary>
    public Task WaitForSentAsync(int count)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            if (_sent.Count >= count)
            {
                reached.SetResult();
            }

            return reached.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    public async ValueTask<ExchangeOutcome> ExchangeAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, CancellationToken cancellationToken)
    {
        var hex = Convert.ToHexString(request.Span);
        lock (_gate)
        {
            _sent.Add(hex);
            _options.Add(options);
            foreach (var (count, reached) in _waiters)
            {
                if (_sent.Count >= count)
                {
                    reached.TrySetResult();
                }
            }
        }

        await Hold.WaitAsync(cancellationToken);
        if (Failure is { } failure)
        {
            throw failure;
        }

        if (hex == "3E80")
        {
            return new ExchangeOutcome(ExchangeOutcomeKind.NotExpected, default, 0, default);
        }

        return Answer(hex) is not { } answer
            ? new ExchangeOutcome(ExchangeOutcomeKind.NoResponse, default, 0, default)
            : new ExchangeOutcome(
                answer.StartsWith("7F", StringComparison.Ordinal) ? ExchangeOutcomeKind.Negative : ExchangeOutcomeKind.Positive,
                Convert.FromHexString(answer), 0x1000, default);
    }

    public async IAsyncEnumerable<ExchangeOutcome> ExchangeFunctionalAsync(
        ReadOnlyMemory<byte> request, ExchangeOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        yield break;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
