namespace Modular.TestSupport;

internal static class SharedDataSkip
{
    public const string Reason = "The conformance data is absent: put it at ../shared/data beside the checkout, or set MODULAR_SHARED_DATA.";
}
