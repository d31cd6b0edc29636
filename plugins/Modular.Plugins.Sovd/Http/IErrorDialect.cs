using Modular.Plugins.Sovd.Access;

namespace Modular.Plugins.Sovd.Http;

/// <summary>How a dialect tells errors that occur before or in spite of a handler.</summary>
internal interface IErrorDialect
{
    /// <summary>The resource does not exist.</summary>
    /// <param name="path">What was asked for.</param>
    /// <returns>The error.</returns>
    Problem NotFound(string path);

    /// <summary>The gate stayed closed.</summary>
    /// <param name="refusal">Why.</param>
    /// <param name="ecuName">Name of the component.</param>
    /// <returns>The error.</returns>
    Problem Refused(GateRefusal refusal, string ecuName);

    /// <summary>A handler failed in a foreseen way.</summary>
    /// <param name="exception">How.</param>
    /// <returns>The error, or null when the exception is not foreseen.</returns>
    Problem? Map(Exception exception);
}
