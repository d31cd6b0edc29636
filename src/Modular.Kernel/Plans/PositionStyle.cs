using Modular.Kernel.Layers;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>Tells whether the writer of a database writes a byte position of 0 or leaves it out.</summary>
internal static class PositionStyle
{
    // Every request begins with its service identifier at 0, so a few requests tell.
    private const int Samples = 64;

    public static bool WritesZeros(EcuData root)
    {
        var left = Samples;
        foreach (var variant in root.Variants)
        {
            if (LayerSource.From(variant) is { } source && WritesZeros(source, ref left))
            {
                return true;
            }
        }

        foreach (var group in root.FunctionalGroups)
        {
            if (LayerSource.From(group) is { } source && WritesZeros(source, ref left))
            {
                return true;
            }
        }

        return false;
    }

    private static bool WritesZeros(LayerSource source, ref int left)
    {
        if (WritesZeros(source.Layer, ref left))
        {
            return true;
        }

        foreach (var reference in source.Parents)
        {
            if (left > 0 && reference.AsEcuSharedData?.DiagLayer is { } shared && WritesZeros(shared, ref left))
            {
                return true;
            }
        }

        return false;
    }

    private static bool WritesZeros(DiagLayer layer, ref int left)
    {
        foreach (var service in layer.DiagServices)
        {
            if (--left < 0)
            {
                return false;
            }

            if (service.Request is { Params: { Count: > 0 } parameters } && parameters[0].BytePosition == 0)
            {
                return true;
            }
        }

        return false;
    }
}
