using System.Globalization;
using System.Text;

namespace Modular.Kernel.Json;

/// <summary>Where a writer of nested values stands, so that an error can point at its value.</summary>
internal sealed class JsonPlace
{
    private readonly Stack<(byte[] Name, int Index, bool IsArray)> _around = new();
    private byte[] _name = [];
    private int _index;

    /// <summary>Whether values here have no names.</summary>
    public bool IsArray { get; private set; }

    /// <summary>A value begins.</summary>
    public void Next(ReadOnlySpan<byte> name)
    {
        if (IsArray)
        {
            _index++;
        }
        else if (!_name.AsSpan().SequenceEqual(name))
        {
            _name = name.ToArray();
        }
    }

    /// <summary>The value which began last holds others.</summary>
    public void Enter(bool isArray)
    {
        _around.Push((_name, _index, IsArray));
        (_name, _index, IsArray) = ([], -1, isArray);
    }

    /// <summary>All within is said.</summary>
    public void Leave() => (_name, _index, IsArray) = _around.Pop();

    /// <summary>The pointer to a value which did not begin yet.</summary>
    public string Of(ReadOnlySpan<byte> name)
    {
        var path = new StringBuilder();
        foreach (var (around, index, isArray) in _around.Reverse())
        {
            Append(path, around, index, isArray);
        }

        Append(path, name, _index + 1, IsArray);
        return path.ToString();
    }

    private static void Append(StringBuilder path, ReadOnlySpan<byte> name, int index, bool isArray)
    {
        path.Append('/');
        if (isArray)
        {
            path.Append(CultureInfo.InvariantCulture, $"{index}");
        }
        else
        {
            path.Append(Encoding.UTF8.GetString(name).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }
    }
}
