using Modular.Kernel.Plans;
using Modular.Mdd;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel;

/// <summary>Turns faults found within into the ones that callers know.</summary>
internal static class Guard
{
    public static T Read<T>(Func<T> read, string what)
    {
        try
        {
            return read();
        }
        catch (MessageException e)
        {
            throw e.ToDiagnosticException(what);
        }
        catch (MddFormatException e)
        {
            throw Damaged(e, what);
        }
    }

    public static DiagnosticException Damaged(MddFormatException cause, string what) =>
        new(DiagnosticFailure.DatabaseInvalid, $"{what}: {cause.Message}", cause);
}
