namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>A well-formed database cannot be served with this configuration.</summary>
/// <param name="message">Why, continuing "DATABASE is not served: ...".</param>
/// <param name="innerException">The cause below, if any.</param>
internal sealed class DatabaseRejectedException(string message, Exception? innerException = null) : Exception(message, innerException);
