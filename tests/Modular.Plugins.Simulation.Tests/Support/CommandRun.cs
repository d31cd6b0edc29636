using System.Globalization;
using System.Text;
using Modular.Plugins.Simulation.Simulate;
using Modular.Sdk.Commands;

namespace Modular.Plugins.Simulation.Tests.Support;

/// <summary>One run of the command, with what it writes.</summary>
internal sealed class CommandRun : IAsyncDisposable
{
    private readonly FakeHost _host = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly FirstLine _output = new();
    private readonly StringWriter _error = new(CultureInfo.InvariantCulture);
    private readonly Task<int> _run;

    public CommandRun(params string[] arguments) =>
        _run = new SimulateCommand().RunAsync(new CommandContext(arguments, _output, _error, false, _host), _stop.Token).AsTask();

    public string Error => _error.ToString();

    public string Output => _output.Text;

    /// <summary>The line that says that the vehicle answers.</summary>
    public async Task<string> ReadyAsync()
    {
        var first = await Task.WhenAny(_output.Line, _run).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(first == _output.Line, $"The command ended: {Error}");
        return await _output.Line;
    }

    /// <summary>Waits for a command that ends by itself.</summary>
    public Task<int> EndAsync() => _run.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Presses Ctrl-C.</summary>
    public async Task<int> StopAsync(TimeSpan patience)
    {
        await _stop.CancelAsync();
        return await _run.WaitAsync(patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(TimeSpan.FromSeconds(30));
        _stop.Dispose();
        _host.Dispose();
        await _output.DisposeAsync();
        await _error.DisposeAsync();
    }

    private sealed class FirstLine : TextWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly StringBuilder _text = new();

        public override Encoding Encoding => Encoding.UTF8;

        public Task<string> Line => _line.Task;

        public string Text => _text.ToString();

        public override void Write(char value)
        {
            _text.Append(value);
            if (value == '\n')
            {
                _line.TrySetResult(_text.ToString().TrimEnd());
            }
        }
    }
}
