using Modular.Mdd.FlatBuffers;

namespace Modular.Mdd.Caching;

/// <summary>A payload of the cache, mapped.</summary>
internal readonly record struct CachedPayload(ReadOnlyMemory<byte> Payload, MappedFile Mapping, FlatBufferStatistics Statistics);
