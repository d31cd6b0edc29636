using System.Text.Json;
using Modular.Kernel.Json;
using Modular.Plugins.DiagnosticTester.Ecus;
using Modular.Sdk.Diagnostics;
using Modular.TestSupport;

namespace Modular.Conformance.Tests.Kernel;

public sealed class StateWalkTests
{
    [SharedDataFact]
    public void Tracker_ThroughTheWalksOfTheVectors_AllowsAndFollowsAsTheySay()
    {
        using var vectors = VectorFile.Converted("fx_meta", "fixtures/fx_meta.pdx");
        var steps = 0;
        foreach (var walk in vectors.Root.GetProperty("state_walks").EnumerateArray())
        {
            var layer = vectors.Database.FindLayer(walk.GetProperty("layer").GetString()!)!;
            var tracker = new StateChartTracker();
            foreach (var step in walk.GetProperty("steps").EnumerateArray())
            {
                var service = layer.Find(step.GetProperty("service").GetString()!)!;
                var parameters = new JsonParameterSource(step.GetProperty("params"));
                var isAllowed = Record.Exception(() => tracker.CheckPreconditions(service, layer.StateCharts, parameters)) is not DiagnosticException;
                Assert.True(step.GetProperty("allowed").GetBoolean() == isAllowed, step.ToString());
                if (isAllowed)
                {
                    tracker.Follow(service, layer.StateCharts, parameters);
                    AssertStates(step, layer.StateCharts.ToDictionary(chart => chart.ShortName, tracker.Current));
                }

                steps++;
            }
        }

        Assert.True(steps > 0);
    }

    private static void AssertStates(JsonElement step, Dictionary<string, string> states) =>
        Assert.All(step.GetProperty("after").EnumerateObject(), chart => Assert.Equal(chart.Value.GetString(), states[chart.Name]));
}
