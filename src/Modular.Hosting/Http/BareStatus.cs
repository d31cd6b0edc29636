namespace Modular.Hosting.Http;

/// <summary>Endpoint metadata: a status without body is the whole answer.</summary>
internal sealed class BareStatus
{
    public static BareStatus Instance { get; } = new();
}
