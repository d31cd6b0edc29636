namespace Modular.Benchmarks;

/// <summary>A benchmark needs databases of others that this machine does not have.</summary>
public sealed class ConformanceDataAbsentException()
    : Exception("The conformance data is absent: put it at ../shared/data beside the checkout, or set MODULAR_SHARED_DATA.");
