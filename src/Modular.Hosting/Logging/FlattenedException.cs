namespace Modular.Hosting.Logging;

/// <summary>Carries the text of a plugin's exception into the log without the exception.</summary>
internal sealed class FlattenedException(string text) : Exception
{
    /// <inheritdoc/>
    public override string Message => text;

    /// <inheritdoc/>
    public override string ToString() => text;
}
