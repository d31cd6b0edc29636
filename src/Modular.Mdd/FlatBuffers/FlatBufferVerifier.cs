using Modular.Mdd.Schema;

namespace Modular.Mdd.FlatBuffers;

/// <summary>Walks a payload once, so that later reads neither leave it nor recurse without end.</summary>
/// <remarks>
/// Each table and vector is visited once however often it is shared. In an honest payload these do not overlap, so their
/// sizes add up to no more than the payload; a payload made to be expensive is refused as soon as they add up to more.
/// Fields and kinds of newer schemas are skipped.
/// </remarks>
internal sealed class FlatBufferVerifier
{
    // Equal bytes may serve tables of different types, which honest writers make use of for small tables only.
    private const int OverlapAllowance = 2;

    private const long VectorKey = 1L << 62;
    private const int StringType = 0xff;

    private readonly FlatBuffer _buffer;
    private readonly MddOptions _options;
    private readonly Dictionary<long, int> _heights = [];
    private readonly int[] _tablesByType = new int[MddSchema.Tables.Length];
    private long _budget;
    private int _tables;
    private int _longestText;

    private FlatBufferVerifier(FlatBuffer buffer, MddOptions options)
    {
        _buffer = buffer;
        _options = options;
        _budget = OverlapAllowance * (long)buffer.Length;
    }

    /// <summary>Verifies the whole payload.</summary>
    /// <exception cref="MddFormatException">The payload is damaged or exceeds the options.</exception>
    public static FlatBufferStatistics Verify(FlatBuffer buffer, MddOptions options)
    {
        var verifier = new FlatBufferVerifier(buffer, options);
        var height = verifier.VisitTable(buffer.GetRoot().Offset, MddSchema.RootIndex, 1);
        return new FlatBufferStatistics(verifier._tables, height, verifier._longestText, verifier._tablesByType);
    }

    /// <summary>Whether what a vector field of a table leads to can be read.</summary>
    public static bool IsSound(FlatTable table, int type, int field, MddOptions options)
    {
        try
        {
            new FlatBufferVerifier(table.Buffer, options).VisitVector(table, MddSchema.Tables[type].Fields.First(f => f.Id == field), 1);
            return true;
        }
        catch (MddFormatException)
        {
            return false;
        }
    }

    // Every visit returns the height: how many tables the longest path downwards counts. Kept per table, it bounds every
    // path there is, so that readers may recurse. Offsets lead forward, so no path comes back to where it was.
    private int VisitTable(int offset, int type, int depth)
    {
        var key = Key(offset, type);
        if (_heights.TryGetValue(key, out var height))
        {
            CheckDepth(offset, depth + height - 1);
            return height;
        }

        CheckDepth(offset, depth);
        _ = _buffer.FindVTable(_buffer.Span, offset, out _, out var size);
        Spend(offset, size);
        if (++_tables > _options.MaxTables)
        {
            throw _buffer.Error(MddFailure.TooManyTables, offset, $"the payload has more than {_options.MaxTables} tables");
        }

        _tablesByType[type]++;
        var table = new FlatTable(_buffer, offset);
        foreach (var field in MddSchema.Tables[type].Fields)
        {
            if (field.UntrustedIf < 0 || !table.GetBoolean(field.UntrustedIf, absent: false))
            {
                height = Math.Max(height, field.IsVector ? VisitVector(table, field, depth) : VisitField(table, field, depth));
            }
        }

        return _heights[key] = height + 1;
    }

    private int VisitField(FlatTable table, FieldDescription field, int depth)
    {
        var bytes = _buffer.Span;
        var position = _buffer.FindField(bytes, table.Offset, field.Id);
        if (position == 0)
        {
            return 0;
        }

        switch (field.Type)
        {
            case FieldType.String:
                VisitText(bytes, position);
                return 0;
            case FieldType.Table:
                return VisitTable(_buffer.ReadOffset(bytes, position), field.Target, depth + 1);
            case FieldType.Union:
                var content = _buffer.FindField(bytes, table.Offset, field.Id + 1);
                return content == 0 ? 0 : VisitAlternative(field.Target, bytes[position], _buffer.ReadOffset(bytes, content), depth);
            default:
                return field.ElementSize <= bytes.Length - position
                    ? 0
                    : throw _buffer.Error(MddFailure.OutOfRange, position, "a number is cut off by the payload's end");
        }
    }

    private int VisitVector(FlatTable table, FieldDescription field, int depth)
    {
        var isUnion = field.Type == FieldType.Union;
        if (!table.TryGetVector(isUnion ? field.Id + 1 : field.Id, field.ElementSize, out var start, out var count))
        {
            return 0;
        }

        var kinds = 0;
        if (isUnion && (!table.TryGetVector(field.Id, 1, out kinds, out var kindCount) || kindCount != count))
        {
            throw _buffer.Error(MddFailure.TableDamaged, table.Offset, "a vector of unions has not as many kinds as contents");
        }

        return field.Type switch
        {
            FieldType.Union => VisitUnions(field.Target, kinds, start, count, depth),
            FieldType.Table => VisitTables(field.Target, start, count, depth),
            FieldType.String => VisitStrings(start, count),
            _ => 0,
        };
    }

    private int VisitTables(int type, int start, int count, int depth)
    {
        var key = Key(start, type) | VectorKey;
        if (_heights.TryGetValue(key, out var height))
        {
            CheckDepth(start, depth + height);
            return height;
        }

        Spend(start, count * (long)sizeof(uint));
        for (var index = 0; index < count; index++)
        {
            height = Math.Max(height, VisitTable(_buffer.ReadOffset(_buffer.Span, start + index * sizeof(uint)), type, depth + 1));
        }

        return _heights[key] = height;
    }

    // Not remembered, since kinds and contents make one vector together; the budget bounds how often it is walked.
    private int VisitUnions(int union, int kinds, int start, int count, int depth)
    {
        Spend(start, count * (long)sizeof(uint));
        var height = 0;
        for (var index = 0; index < count; index++)
        {
            var bytes = _buffer.Span;
            var element = _buffer.ReadOffset(bytes, start + index * sizeof(uint));
            height = Math.Max(height, VisitAlternative(union, bytes[kinds + index], element, depth));
        }

        return height;
    }

    private int VisitStrings(int start, int count)
    {
        if (_heights.TryAdd(Key(start, StringType) | VectorKey, 0))
        {
            Spend(start, count * (long)sizeof(uint));
            var bytes = _buffer.Span;
            for (var index = 0; index < count; index++)
            {
                VisitText(bytes, start + index * sizeof(uint));
            }
        }

        return 0;
    }

    private void VisitText(ReadOnlySpan<byte> bytes, int position)
    {
        var text = _buffer.ReadOffset(bytes, position);
        _ = _buffer.ReadVector(bytes, text, 1, out var length);
        _longestText = Math.Max(_longestText, length);
        if (length > _options.MaxTextBytes)
        {
            throw _buffer.Error(MddFailure.TextTooLong, text, $"a text has {length} bytes, at most {_options.MaxTextBytes} are allowed");
        }
    }

    private int VisitAlternative(int union, byte kind, int offset, int depth)
    {
        var alternatives = MddSchema.Unions[union].Alternatives;
        return kind < alternatives.Length && alternatives[kind] >= 0 ? VisitTable(offset, alternatives[kind], depth + 1) : 0;
    }

    private void CheckDepth(int offset, int depth)
    {
        if (depth > _options.MaxDepth)
        {
            throw _buffer.Error(MddFailure.TooDeep, offset, $"tables are nested deeper than {_options.MaxDepth}");
        }
    }

    private void Spend(int offset, long size)
    {
        _budget -= size;
        if (_budget < 0)
        {
            throw _buffer.Error(MddFailure.Overlapping, offset, "parts of the payload overlap over and over");
        }
    }

    private static long Key(int offset, int type) => ((long)offset << 8) | (uint)type;
}
