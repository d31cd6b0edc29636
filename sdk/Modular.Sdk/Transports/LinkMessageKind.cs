namespace Modular.Sdk.Transports;

/// <summary>Kinds of <see cref="LinkMessage"/>.</summary>
public enum LinkMessageKind
{
    /// <summary>A whole message.</summary>
    Message,

    /// <summary>The first frame of a long message arrived; answering time (P2) stops, reception time begins.</summary>
    Indication,
}
