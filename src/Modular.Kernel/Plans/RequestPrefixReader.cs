using Modular.Kernel.Services;
using Modular.Mdd;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>Reads the constant bytes with which a request begins, without compiling the rest of it.</summary>
internal static class RequestPrefixReader
{
    public static byte[] Read(Request request, KernelOptions options)
    {
        var context = new EncodeContext(default, EncodeOptions.Default, options);
        try
        {
            while (TryAppend(ref context, request))
            {
            }

            return context.Message.ToArray();
        }
        catch (Exception e) when (e is MessageException or MddFormatException)
        {
            // A broken constant ends the prefix; whoever uses the service learns why.
            return context.Message.ToArray();
        }
        finally
        {
            context.Dispose();
        }
    }

    private static bool TryAppend(ref EncodeContext context, Request request)
    {
        var end = context.Length;
        foreach (var view in request.Params)
        {
            // The first parameter without position lies at 0, a later one behind the constants before.
            if ((view.BytePosition is not { } given || given == end)
                && view.AsCodedConst is { DiagCodedType.AsStandardLengthType: { } length } constant
                && length.BitLength % 8 == 0
                && length.BitMask.IsEmpty
                && view.BitPosition is null or 0
                && !IsBefore(view, request, end))
            {
                CodedConstPlan.Compile(new ParameterSite(view, end, 0), constant).Encode(ref context, default, end, isLast: false);
                return context.Length > end;
            }
        }

        return false;
    }

    // Constants without position come in their order, so those that are written already are passed over.
    private static bool IsBefore(Param view, Request request, int end)
    {
        if (view.BytePosition is not null)
        {
            return false;
        }

        var position = 0;
        foreach (var other in request.Params)
        {
            if (other.Equals(view))
            {
                return position != end;
            }

            if (other.AsCodedConst?.DiagCodedType?.AsStandardLengthType is not { } length)
            {
                return true;
            }

            position = (int)(other.BytePosition ?? (uint)position) + (int)(length.BitLength / 8);
        }

        return true;
    }
}
