using System.Text;

namespace Modular.Plugins.Logging.Dlt.Tests;

public class DltTextTests
{
    [Fact]
    public void Next_LongText_IsSplitBetweenCharacters()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("é😀", 1000));
        var buffer = new byte[DltText.MaximumBytes + 1];
        var joined = new StringBuilder();
        for (var left = text.AsSpan(); !left.IsEmpty;)
        {
            var taken = DltText.Next(left, buffer);
            Assert.True(taken > 0);
            joined.Append(Encoding.UTF8.GetString(buffer, 0, Array.IndexOf(buffer, (byte)0)));
            left = left[taken..];
        }

        Assert.Equal(text, joined.ToString());
    }

    [Fact]
    public void Next_ZeroInside_DoesNotEndTheText()
    {
        var buffer = new byte[DltText.MaximumBytes + 1];

        Assert.Equal(3, DltText.Next("a\0b", buffer));
        Assert.Equal("a b\0", Encoding.UTF8.GetString(buffer, 0, 4));
    }
}
