using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Json;

/// <summary>An error of one value, with its place.</summary>
/// <param name="Path">JSON pointer (RFC 6901) to the value, from the object around all values.</param>
/// <param name="Error">What is wrong with it.</param>
public sealed record JsonFieldError(string Path, FieldError Error);
