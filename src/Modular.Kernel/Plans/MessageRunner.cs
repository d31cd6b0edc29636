using System.Buffers;
using Modular.Kernel.Services;
using Modular.Mdd;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>Runs the plan of a message and turns faults into the ones that callers know.</summary>
internal static class MessageRunner
{
    public static int Decode(
        ListPlan plan,
        string service,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> request,
        IParameterSink sink,
        DecodeOptions? options,
        KernelOptions rules,
        out int dataOffset)
    {
        try
        {
            var context = new DecodeContext(message, request, sink, options ?? DecodeOptions.Default, rules)
            {
                BindsValues = plan.HasEnvironmentData,
            };
            return plan.DecodeMessage(ref context, out dataOffset);
        }
        catch (MessageException e)
        {
            throw e.ToDiagnosticException(service);
        }
        catch (MddFormatException e)
        {
            throw Guard.Damaged(e, service);
        }
    }

    /// <summary>Whether a message fits a plan as a whole, each value included.</summary>
    public static bool IsReadable(ListPlan plan, ReadOnlySpan<byte> message, ReadOnlySpan<byte> request, KernelOptions rules)
    {
        var probe = new ErrorProbe();
        try
        {
            var context = new DecodeContext(message, request, probe, DecodeOptions.Default, rules) { BindsValues = plan.HasEnvironmentData };
            plan.DecodeMessage(ref context, out _);
            return !probe.HasErrors;
        }
        catch (MessageException)
        {
            return false;
        }
        catch (MddFormatException)
        {
            return false;
        }
    }

    public static void Encode(
        ListPlan plan,
        string service,
        IParameterSource? parameters,
        ReadOnlySpan<byte> request,
        IBufferWriter<byte> destination,
        EncodeOptions? options,
        KernelOptions rules)
    {
        var context = new EncodeContext(request, options ?? EncodeOptions.Default, rules)
        {
            BindsValues = plan.HasEnvironmentData,
        };
        try
        {
            plan.Encode(ref context, parameters ?? NoParameters.Instance, 0, isLast: true);
            if (context.FindUnresolved() is { } key)
            {
                throw new MessageException(
                    DiagnosticFailure.MissingParameter, $"Required parameter '{key.Parameter.ShortName}' missing");
            }

            destination.Write(context.Message);
        }
        catch (MessageException e)
        {
            throw e.ToDiagnosticException(service);
        }
        catch (MddFormatException e)
        {
            throw Guard.Damaged(e, service);
        }
        finally
        {
            context.Dispose();
        }
    }
}
