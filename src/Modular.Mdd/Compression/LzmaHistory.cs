namespace Modular.Mdd.Compression;

/// <summary>What an LZMA stream remembers of its symbols: the state and the last four distances, less one.</summary>
internal struct LzmaHistory
{
    private LzmaState _state;
    private uint _distance0;
    private uint _distance1;
    private uint _distance2;
    private uint _distance3;

    /// <summary>The state.</summary>
    public readonly LzmaState State => _state;

    /// <summary>The last distance, less one.</summary>
    public readonly uint Distance0 => _distance0;

    /// <summary>One of the last distances, less one.</summary>
    public readonly uint Distance(int index) => index switch
    {
        0 => _distance0,
        1 => _distance1,
        2 => _distance2,
        _ => _distance3,
    };

    /// <summary>Goes on by a symbol.</summary>
    public void Apply(LzmaSymbol symbol)
    {
        if (symbol.Source < 0)
        {
            _state.Literal();
            return;
        }

        if (symbol.Source >= LzmaSymbol.FirstMatch)
        {
            (_distance3, _distance2, _distance1, _distance0) =
                (_distance2, _distance1, _distance0, (uint)symbol.Source - LzmaSymbol.FirstMatch);
            _state.Match();
            return;
        }

        var distance = Distance(symbol.Source);
        if (symbol.Source == 3)
        {
            _distance3 = _distance2;
        }

        if (symbol.Source >= 2)
        {
            _distance2 = _distance1;
        }

        if (symbol.Source >= 1)
        {
            _distance1 = _distance0;
        }

        _distance0 = distance;
        if (symbol.Length == 1)
        {
            _state.ShortRepeat();
        }
        else
        {
            _state.Repeat();
        }
    }
}
