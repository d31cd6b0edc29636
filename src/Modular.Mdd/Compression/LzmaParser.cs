namespace Modular.Mdd.Compression;

/// <summary>Chooses the symbols of an LZMA stream: the cheapest way through a stretch of the content at present prices.</summary>
/// <remarks>
/// A step of the way is one symbol, or a literal between two pieces of the same distance. The latter is what records that
/// differ in one byte are made of, and its middle looks too dear when it is judged alone.
/// </remarks>
internal sealed class LzmaParser
{
    /// <summary>Length from which on a match is taken without a look at others.</summary>
    public const int Nice = 64;

    private const int Horizon = 2048;
    private const int Repeats = 4;

    private readonly ReadOnlyMemory<byte> _content;
    private readonly LzmaEncoderModel _model;
    private readonly LzmaMatchFinder _finder;
    private readonly LzmaMatch[] _matches = new LzmaMatch[LzmaLayout.LongestMatch];
    private readonly LzmaParserNode[] _nodes = new LzmaParserNode[Horizon + 1];
    private readonly List<LzmaSymbol> _symbols = [];
    private int _reached;

    public LzmaParser(ReadOnlyMemory<byte> content, LzmaEncoderModel model, int dictionarySize)
    {
        _content = content;
        _model = model;
        _finder = new LzmaMatchFinder(content.Length, dictionarySize, Nice);
    }

    /// <summary>Chooses the symbols from a position on, at least one of them. The list holds until the next call.</summary>
    public List<LzmaSymbol> Plan(int start, LzmaHistory history)
    {
        var content = _content.Span;
        _symbols.Clear();
        _nodes[0] = new LzmaParserNode { History = history };
        _reached = 0;
        var most = Math.Min(Horizon, content.Length - start);
        for (var index = 0; ; index++)
        {
            if (index > 0)
            {
                Settle(index);
            }

            // Behind the farthest node that is reached, all ways are one.
            if (index == most || (index > 0 && index == _reached))
            {
                Trace(index);
                return _symbols;
            }

            var position = start + index;
            var count = _finder.Find(content, position, _matches);
            if (FindLong(content, position, index, count) is { } symbol)
            {
                Trace(index);
                _symbols.Add(symbol);
                _finder.Skip(content, position + 1, symbol.Length - 1);
                return _symbols;
            }

            Extend(content, start, index, most, count);
        }
    }

    private LzmaSymbol? FindLong(ReadOnlySpan<byte> content, int position, int index, int count)
    {
        var longest = new LzmaSymbol(0, 0);
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var length = Common(content, position, _nodes[index].History.Distance(repeat), LzmaLayout.LongestMatch);
            longest = length > longest.Length ? new LzmaSymbol(length, repeat) : longest;
        }

        if (longest.Length >= Nice)
        {
            return longest;
        }

        return count > 0 && _matches[count - 1] is { Length: >= Nice } match
            ? new LzmaSymbol(match.Length, (int)match.Distance + LzmaSymbol.FirstMatch)
            : null;
    }

    /// <summary>Adds all steps that lead on from a node.</summary>
    private void Extend(ReadOnlySpan<byte> content, int start, int index, int most, int count)
    {
        ref readonly var node = ref _nodes[index];
        var position = start + index;
        var state = node.History.State;
        var positionState = _model.PositionState(position);
        var isMatch = LzmaLayout.IsMatch + state.With(positionState);
        var matchCost = node.Cost + _model.Prices.Of(isMatch, 1);
        var repeatCost = matchCost + _model.Prices.Of(LzmaLayout.IsRepeat + state.Value, 1);
        matchCost += _model.Prices.Of(LzmaLayout.IsRepeat + state.Value, 0);

        var literalCost = node.Cost + _model.Prices.Of(isMatch, 0) + _model.LiteralPrice(content, position, state, node.History.Distance0);
        Relax(index, index + 1, literalCost, LzmaSymbol.Literal, 0);
        var distance0 = node.History.Distance0;
        if (distance0 < position && content[position] == content[position - (int)distance0 - 1])
        {
            Relax(
                index,
                index + 1,
                repeatCost + _model.Prices.Of(LzmaLayout.IsRepeat0 + state.Value, 0)
                    + _model.Prices.Of(LzmaLayout.IsRepeat0Long + state.With(positionState), 0),
                new LzmaSymbol(1, 0),
                0);
        }
        else
        {
            RelaxTail(content, start, index, index + 1, most, literalCost, default, AfterLiteral(node.History), distance0);
        }

        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var length = Common(content, position, node.History.Distance(repeat), most - index);
            if (length >= LzmaLayout.ShortestMatch)
            {
                var cost = repeatCost + _model.RepeatPrice(repeat, state, positionState);
                for (var part = length; part >= LzmaLayout.ShortestMatch; part--)
                {
                    Relax(index, index + part, cost + _model.Prices.OfRepeatLength(part, positionState), new LzmaSymbol(part, repeat), 0);
                }

                RelaxAround(content, start, index, most, cost + _model.Prices.OfRepeatLength(length, positionState), new LzmaSymbol(length, repeat));
            }
        }

        ExtendMatches(content, start, index, most, count, matchCost);
    }

    private void ExtendMatches(ReadOnlySpan<byte> content, int start, int index, int most, int count, uint matchCost)
    {
        var positionState = _model.PositionState(start + index);
        var shortest = LzmaLayout.ShortestMatch;
        for (var n = 0; n < count; n++)
        {
            var (length, distance) = (Math.Min(_matches[n].Length, most - index), _matches[n].Distance);
            var source = (int)distance + LzmaSymbol.FirstMatch;
            for (var part = shortest; part <= length; part++)
            {
                var cost = matchCost + _model.Prices.OfMatchLength(part, positionState) + _model.Prices.OfDistance(distance, part);
                Relax(index, index + part, cost, new LzmaSymbol(part, source), 0);
            }

            if (length >= LzmaLayout.ShortestMatch)
            {
                var cost = matchCost + _model.Prices.OfMatchLength(length, positionState) + _model.Prices.OfDistance(distance, length);
                RelaxAround(content, start, index, most, cost, new LzmaSymbol(length, source));
            }

            shortest = length + 1;
        }
    }

    /// <summary>Adds the step that takes a symbol, then a literal, then goes on at the symbol's distance.</summary>
    private void RelaxAround(ReadOnlySpan<byte> content, int start, int index, int most, uint cost, LzmaSymbol symbol)
    {
        var middle = index + symbol.Length;
        if (middle + LzmaLayout.ShortestMatch >= most)
        {
            return;
        }

        var history = _nodes[index].History;
        history.Apply(symbol);
        var (state, position) = (history.State, start + middle);
        cost += _model.Prices.Of(LzmaLayout.IsMatch + state.With(_model.PositionState(position)), 0)
            + _model.LiteralPrice(content, position, state, history.Distance0);
        RelaxTail(content, start, index, middle + 1, most, cost, symbol, AfterLiteral(history), history.Distance0);
    }

    private void RelaxTail(
        ReadOnlySpan<byte> content, int start, int index, int behind, int most, uint cost, LzmaSymbol first, LzmaState state, uint distance0)
    {
        if (behind + LzmaLayout.ShortestMatch > most)
        {
            return;
        }

        var length = Common(content, start + behind, distance0, Math.Min(Nice, most - behind));
        if (length >= LzmaLayout.ShortestMatch)
        {
            var positionState = _model.PositionState(start + behind);
            cost += _model.Prices.Of(LzmaLayout.IsMatch + state.With(positionState), 1)
                + _model.Prices.Of(LzmaLayout.IsRepeat + state.Value, 1)
                + _model.RepeatPrice(0, state, positionState)
                + _model.Prices.OfRepeatLength(length, positionState);
            Relax(index, behind + length, cost, first, length);
        }
    }

    private void Relax(int from, int to, uint cost, LzmaSymbol first, int tailLength)
    {
        while (_reached < to)
        {
            _nodes[++_reached].Cost = uint.MaxValue;
        }

        ref var node = ref _nodes[to];
        if (cost < node.Cost)
        {
            (node.Cost, node.Previous, node.First, node.TailLength) = (cost, from, first, tailLength);
        }
    }

    private void Settle(int index)
    {
        ref var node = ref _nodes[index];
        node.History = _nodes[node.Previous].History;
        if (node.First.Length > 0)
        {
            node.History.Apply(node.First);
        }

        if (node.TailLength > 0)
        {
            node.History.Apply(LzmaSymbol.Literal);
            node.History.Apply(new LzmaSymbol(node.TailLength, 0));
        }
    }

    private void Trace(int index)
    {
        for (; index > 0; index = _nodes[index].Previous)
        {
            ref readonly var node = ref _nodes[index];
            if (node.TailLength > 0)
            {
                _symbols.Add(new LzmaSymbol(node.TailLength, 0));
                _symbols.Add(LzmaSymbol.Literal);
            }

            if (node.First.Length > 0)
            {
                _symbols.Add(node.First);
            }
        }

        _symbols.Reverse();
    }

    private static LzmaState AfterLiteral(LzmaHistory history)
    {
        history.Apply(LzmaSymbol.Literal);
        return history.State;
    }

    private static int Common(ReadOnlySpan<byte> content, int position, uint distance, int most)
    {
        if (distance >= (uint)position)
        {
            return 0;
        }

        var length = Math.Min(most, content.Length - position);
        return content.Slice(position, length).CommonPrefixLength(content.Slice(position - (int)distance - 1, length));
    }
}
