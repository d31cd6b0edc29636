namespace Modular.DoIp.Transport;

/// <summary>Told that its message is the next one on the wire, before the first byte leaves.</summary>
internal interface IWriteTurn
{
    void OnTurn();
}
