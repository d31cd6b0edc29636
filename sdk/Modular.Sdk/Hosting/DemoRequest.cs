namespace Modular.Sdk.Hosting;

/// <summary>One request that the demo prints as a curl line.</summary>
/// <param name="Title">What the visitor will see, in a few words.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Absolute path on the server, for example <c>/vehicle/v15/components</c>.</param>
/// <param name="Body">JSON body, or null for none.</param>
public sealed record DemoRequest(string Title, string Method, string Path, string? Body = null);
