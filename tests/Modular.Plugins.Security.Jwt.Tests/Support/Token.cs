using System.Buffers.Text;
using System.Text;

namespace Modular.Plugins.Security.Jwt.Tests.Support;

internal static class Token
{
    // The manual clock stands at 2030-01-01T00:00:00Z.
    public const long Now = 1_893_456_000;

    public static string Make(string header, string claims, Func<byte[], byte[]>? sign = null)
    {
        var input = $"{Encode(header)}.{Encode(claims)}";
        var signature = sign is null ? string.Empty : Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)));
        return $"{input}.{signature}";
    }

    public static string Claims(
        string? sub = "\"alice\"", string? iss = "\"https://issuer\"", string? aud = "\"modular\"", long? exp = Now + 600, long? nbf = null, string? more = null)
    {
        var members = new List<string>();
        void Add(string name, object? value)
        {
            if (value is not null)
            {
                members.Add($"\"{name}\":{value}");
            }
        }

        Add("sub", sub);
        Add("iss", iss);
        Add("aud", aud);
        Add("exp", exp);
        Add("nbf", nbf);
        if (more is not null)
        {
            members.Add(more);
        }

        return $"{{{string.Join(',', members)}}}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
