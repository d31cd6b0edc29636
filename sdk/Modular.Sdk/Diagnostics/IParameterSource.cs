using System.Diagnostics.CodeAnalysis;

namespace Modular.Sdk.Diagnostics;

/// <summary>
/// Gives parameters of a request by name. The layout of the request, not the caller's order, decides when each one is
/// asked for.
/// </summary>
public interface IParameterSource
{
    /// <summary>Names given, so that unknown ones can be reported.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Gets a parameter.</summary>
    /// <param name="name">Short name as in the database.</param>
    /// <param name="value">Its value.</param>
    /// <returns>False when the parameter is not given.</returns>
    bool TryGet(string name, [NotNullWhen(true)] out ParameterValue value);
}
