namespace Modular.Plugins.DatabaseTools.Messages;

/// <summary>Bytes as people type them.</summary>
internal static class HexText
{
    /// <summary>Reads hexadecimal digits; spaces between bytes are allowed.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="name">What they are, for the message.</param>
    /// <exception cref="RejectedException">They are no whole bytes.</exception>
    public static byte[] Parse(string text, string name)
    {
        try
        {
            return Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            var shown = text.Length <= 40 ? text : text[..40] + "...";
            throw new RejectedException("malformed", $"'{shown}' ({name}) is no sequence of bytes in hexadecimal.");
        }
    }
}
