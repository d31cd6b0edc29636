namespace Modular.Plugins.Security.Jwt.Keys.Remote;

/// <summary>Which addresses keys are fetched from: https, or http of this machine.</summary>
internal static class RemoteAddress
{
    /// <summary>Why an address is refused.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">The address, parsed.</param>
    /// <returns>The reason, or null.</returns>
    public static string? Reject(string text, out Uri? address)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out address) || address.Scheme is not ("https" or "http"))
        {
            return "is no URL of the form https://HOST/PATH";
        }

        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            return "must hold neither credentials nor a fragment";
        }

        return address.Scheme == "http" && !address.IsLoopback
            ? "is plain http; whoever sits on the way could replace the keys. Use https"
            : null;
    }
}
