using System.Numerics;
using System.Runtime.InteropServices;

namespace Modular.Mdd.Compression;

/// <summary>Finds earlier occurrences of the bytes at a position: by hash for short ones, through a binary tree for longer ones.</summary>
/// <remarks>Positions are asked for or passed over in order, each once. Memory is bounded by the dictionary, not by the content.</remarks>
internal sealed class LzmaMatchFinder
{
    private const int MostSteps = 48;
    private const int Width2 = 16;
    private const int Width3 = 16;
    private const int SmallestWidth4 = 12;
    private const int LargestWidth4 = 20;
    private const int Tree = 4;
    private const uint Spread = 0x9e37_79b1;

    private readonly int _window;
    private readonly int _mask;
    private readonly int _nice;
    private readonly int _shift4;
    private readonly int[] _last2 = new int[1 << Width2];
    private readonly int[] _last3 = new int[1 << Width3];
    private readonly int[] _roots;
    private readonly int[] _children;

    /// <param name="contentLength">Size of the content, in bytes.</param>
    /// <param name="dictionarySize">How far back a match may lie, a power of two, in bytes.</param>
    /// <param name="nice">Length from which on a match is good enough not to look for a longer one.</param>
    public LzmaMatchFinder(int contentLength, int dictionarySize, int nice)
    {
        // Where the whole content fits, every position has a place of its own; else the oldest give theirs away.
        _window = Math.Max(1, Math.Min(contentLength, dictionarySize));
        _mask = contentLength <= dictionarySize ? -1 : dictionarySize - 1;
        _nice = nice;
        var width = Math.Clamp(BitOperations.Log2((uint)_window) + 1, SmallestWidth4, LargestWidth4);
        _shift4 = 32 - width;
        _roots = new int[1 << width];
        _children = new int[2 * _window];
    }

    /// <summary>Finds matches of rising length, each at the smallest distance found for it, and goes on to the next position.</summary>
    /// <returns>How many were written into <paramref name="matches"/>.</returns>
    public int Find(ReadOnlySpan<byte> content, int position, Span<LzmaMatch> matches)
    {
        var longest = Math.Min(content.Length - position, _nice);
        if (longest < Tree)
        {
            return 0;
        }

        var (place2, place3, place4) = Hash(content, position);
        var count = 0;
        var best = 1;
        Try(content, position, _last2[place2] - 1, longest, ref best, matches, ref count);
        Try(content, position, _last3[place3] - 1, longest, ref best, matches, ref count);
        (_last2[place2], _last3[place3]) = (position + 1, position + 1);
        Insert(content, position, longest, ref _roots[place4], best, matches, ref count);
        if (count > 0 && matches[count - 1] is var last && last.Length == _nice)
        {
            var farthest = Math.Min(content.Length - position, LzmaLayout.LongestMatch);
            var source = content.Slice(position - (int)last.Distance - 1, farthest);
            matches[count - 1] = last with { Length = content.Slice(position, farthest).CommonPrefixLength(source) };
        }

        return count;
    }

    /// <summary>Passes over positions without looking for matches.</summary>
    public void Skip(ReadOnlySpan<byte> content, int position, int count)
    {
        for (var end = position + count; position < end; position++)
        {
            var longest = Math.Min(content.Length - position, _nice);
            if (longest < Tree)
            {
                return;
            }

            var none = 0;
            var (place2, place3, place4) = Hash(content, position);
            (_last2[place2], _last3[place3]) = (position + 1, position + 1);
            Insert(content, position, longest, ref _roots[place4], longest, [], ref none);
        }
    }

    private (int Place2, int Place3, int Place4) Hash(ReadOnlySpan<byte> content, int position)
    {
        var four = MemoryMarshal.Read<uint>(content[position..]);
        if (!BitConverter.IsLittleEndian)
        {
            four = System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(four);
        }

        return ((int)(four & 0xffff), (int)(((four & 0xff_ffff) * Spread) >> (32 - Width3)), (int)((four * Spread) >> _shift4));
    }

    private void Try(
        ReadOnlySpan<byte> content, int position, int earlier, int longest, ref int best, Span<LzmaMatch> matches, ref int count)
    {
        if (earlier < 0 || position - earlier > _window || content[earlier] != content[position])
        {
            return;
        }

        var length = content.Slice(position, longest).CommonPrefixLength(content.Slice(earlier, longest));
        if (length > best)
        {
            best = length;
            matches[count++] = new LzmaMatch(length, (uint)(position - earlier - 1));
        }
    }

    // Every position is the root of its tree when it comes: what was in the tree is split into what sorts before and behind it.
    private void Insert(
        ReadOnlySpan<byte> content, int position, int longest, ref int root, int best, Span<LzmaMatch> matches, ref int count)
    {
        var children = _children;
        var earlier = root - 1;
        root = position + 1;
        var before = 2 * (position & _mask);
        var behind = before + 1;
        var (sameBefore, sameBehind) = (0, 0);
        for (var steps = MostSteps; steps > 0 && earlier >= 0 && position - earlier < _window; steps--)
        {
            var place = 2 * (earlier & _mask);
            var same = Math.Min(sameBefore, sameBehind);
            same += content[(position + same)..(position + longest)].CommonPrefixLength(content[(earlier + same)..(earlier + longest)]);
            if (same > best)
            {
                best = same;
                matches[count++] = new LzmaMatch(same, (uint)(position - earlier - 1));
            }

            if (same == longest)
            {
                (children[before], children[behind]) = (children[place], children[place + 1]);
                return;
            }

            if (content[earlier + same] < content[position + same])
            {
                children[before] = earlier + 1;
                before = place + 1;
                earlier = children[before] - 1;
                sameBefore = same;
            }
            else
            {
                children[behind] = earlier + 1;
                behind = place;
                earlier = children[behind] - 1;
                sameBehind = same;
            }
        }

        (children[before], children[behind]) = (0, 0);
    }
}
