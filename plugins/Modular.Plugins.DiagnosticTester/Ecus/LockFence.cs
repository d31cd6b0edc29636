using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Ecus;

/// <summary>Remembers the newest lock epoch of an ECU and refuses older ones.</summary>
/// <param name="ecu">Name of the ECU, for errors.</param>
internal sealed class LockFence(string ecu)
{
    private long _newest = long.MinValue;

    /// <summary>Refuses older epochs from now on. An older value than the present one changes nothing.</summary>
    /// <param name="epoch">Epoch of the newest lock.</param>
    public void Raise(long epoch)
    {
        var current = Interlocked.Read(ref _newest);
        while (epoch > current)
        {
            var seen = Interlocked.CompareExchange(ref _newest, epoch, current);
            if (seen == current)
            {
                return;
            }

            current = seen;
        }
    }

    /// <summary>Lets a call pass or refuses it.</summary>
    /// <param name="epoch">The epoch the call names, or null when it is made under no lock.</param>
    /// <exception cref="DiagnosticException">The epoch is older than the fence.</exception>
    public void Check(long? epoch)
    {
        if (epoch < Interlocked.Read(ref _newest))
        {
            throw new DiagnosticException(
                DiagnosticFailure.LockSuperseded, $"The lock of {ecu} under which this call is made has been replaced by a newer one. Lock again.");
        }
    }
}
