using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Modular.Hosting.Http;

namespace Modular.Hosting.Tests.Http;

public sealed class RequestTraceMiddlewareTests
{
    [Theory]
    [InlineData("GET", 200, ActivityStatusCode.Unset, "GET")]
    [InlineData("get", 404, ActivityStatusCode.Unset, "GET")]
    [InlineData("BREW", 503, ActivityStatusCode.Error, "_OTHER")]
    public async Task InvokeAsync_Listened_CompletesTheSpan(string method, int status, ActivityStatusCode expected, string name)
    {
        using var source = new ActivitySource("Test.Requests");
        using var listener = new ActivityListener
        {
            ShouldListenTo = candidate => ReferenceEquals(candidate, source),
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var activity = source.StartActivity("request")!;

        await RunAsync(activity, method, context => context.Response.StatusCode = status);

        Assert.Equal(name, activity.DisplayName);
        Assert.Equal(name, activity.GetTagItem("http.request.method"));
        Assert.Equal("/vehicle/v15", activity.GetTagItem("url.path"));
        Assert.Equal(status, activity.GetTagItem("http.response.status_code"));
        Assert.Equal(expected, activity.Status);
        Assert.DoesNotContain(activity.TagObjects, tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task InvokeAsync_NobodyListens_AddsNothing()
    {
        using var activity = new Activity("request").Start();

        await RunAsync(activity, "GET", static _ => { });

        Assert.Empty(activity.TagObjects);
    }

    private static Task RunAsync(Activity activity, string method, Action<HttpContext> handle)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpActivityFeature>(new ActivityFeature { Activity = activity });
        context.Request.Method = method;
        context.Request.Path = "/vehicle/v15";
        context.Request.QueryString = new QueryString("?token=secret");
        return new RequestTraceMiddleware(next =>
        {
            handle(next);
            return Task.CompletedTask;
        }).InvokeAsync(context);
    }

    private sealed class ActivityFeature : IHttpActivityFeature
    {
        public required Activity Activity { get; set; }
    }
}
