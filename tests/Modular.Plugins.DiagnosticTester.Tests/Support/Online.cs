using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.DiagnosticTester.Tests.Support;

/// <summary>Benches with one ECU that answers, and what tests do to it.</summary>
internal static class Online
{
    public const string Ecu = "FLXC1000";

    public static async Task<Bench> StartAsync(Action<Bench>? prepare = null)
    {
        var bench = new Bench(new EcuDatabase());
        prepare?.Invoke(bench);
        await bench.StartAsync();
        bench.Identify(0x1000, 0x000101);
        await bench.Ecu(Ecu).DetectVariantAsync(CancellationToken.None);
        return bench;
    }

    public static Task<ServiceOutcome> ChangeAsync(this Bench bench, string chart, string? state, CancellationToken cancellationToken = default) =>
        bench.Ecu(Ecu).ChangeStateAsync(new StateChange { ChartSemantic = chart, State = state }, cancellationToken).AsTask();

    public static Task<ServiceOutcome> StartExtendedAsync(this Bench bench) => bench.ChangeAsync("SESSION", "Extended");

    public static Task<(ServiceOutcome Outcome, string Values)> WriteAsync(this Bench bench) =>
        bench.ExecuteAsync(Ecu, "Setting_Write", call => call with { Parameters = new FixedSource(("Setting", 7)) });

    public static Task<(ServiceOutcome Outcome, string Values)> ReadAsync(this Bench bench) => bench.ExecuteAsync(Ecu, "Motion_Read");

    public static string State(this Bench bench, string semantic) =>
        bench.Ecu(Ecu).StateCharts.Single(chart => chart.Semantic == semantic).CurrentState;

    public static async Task<DiagnosticException> RefusedAsync(DiagnosticFailure failure, Func<Task> act)
    {
        var exception = await Assert.ThrowsAsync<DiagnosticException>(act);
        Assert.Equal(failure, exception.Failure);
        return exception;
    }
}
