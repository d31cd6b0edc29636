namespace Modular.Sdk.Hosting;

/// <summary>A demo vehicle that runs.</summary>
public interface IDemoSession : IAsyncDisposable
{
    /// <summary>Configuration which lets the server reach this vehicle, as keys <c>Section:Key</c>.</summary>
    IReadOnlyDictionary<string, string?> Configuration { get; }

    /// <summary>What a visitor should try, in this order.</summary>
    IReadOnlyList<DemoRequest> Requests { get; }
}
