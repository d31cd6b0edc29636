using System.Text;

namespace Modular.Mdd.Generators.Parsing;

/// <summary>Turns the schema's names into C# names.</summary>
internal static class Naming
{
    /// <summary>byte_position becomes BytePosition, END_OF_PDU becomes EndOfPdu.</summary>
    public static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var word in name.Split('_'))
        {
            if (word.Length > 0)
            {
                result.Append(char.ToUpperInvariant(word[0])).Append(word.Substring(1).ToLowerInvariant());
            }
        }

        return result.ToString();
    }
}
