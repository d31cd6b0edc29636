namespace Modular.Mdd.Compression;

/// <summary>Bytes that occurred before.</summary>
/// <param name="Length">How many, in bytes.</param>
/// <param name="Distance">How far back, less one, in bytes.</param>
internal readonly record struct LzmaMatch(int Length, uint Distance);
