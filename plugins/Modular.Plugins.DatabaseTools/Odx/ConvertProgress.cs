using Modular.Odx.Conversion;

namespace Modular.Plugins.DatabaseTools.Odx;

/// <summary>Draws one line about all conversions that run, on a terminal only.</summary>
internal sealed class ConvertProgress(TextWriter error, bool isInteractive, int inputs)
{
    private const double ReadingShare = 0.7;
    private const int LineLength = 78;
    private readonly double[] _shares = new double[inputs];
    private readonly Lock _gate = new();
    private int _drawn = -1;

    /// <summary>The progress of one input; null where nothing is drawn.</summary>
    public IProgress<OdxProgress>? For(int index) => isInteractive ? new Input(this, index) : null;

    /// <summary>An input is done.</summary>
    public void Done(int index) => Draw(index, 1, string.Empty);

    /// <summary>Removes the line.</summary>
    public void Clear()
    {
        if (isInteractive)
        {
            error.Write('\r' + new string(' ', LineLength) + '\r');
        }
    }

    private void Draw(int index, double share, string step)
    {
        if (!isInteractive)
        {
            return;
        }

        lock (_gate)
        {
            _shares[index] = share;
            var percent = (int)(_shares.Average() * 100);
            if (percent != _drawn)
            {
                _drawn = percent;
                var line = $"converting {inputs} {(inputs == 1 ? "input" : "inputs")}: {percent,3} % {step}";
                error.Write('\r' + (line.Length > LineLength ? line[..LineLength] : line.PadRight(LineLength)));
            }
        }
    }

    private sealed class Input(ConvertProgress owner, int index) : IProgress<OdxProgress>
    {
        public void Report(OdxProgress value) => owner.Draw(index, value.Share * ReadingShare, value.Step);
    }
}
