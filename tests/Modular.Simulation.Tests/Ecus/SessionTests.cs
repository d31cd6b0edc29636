using Modular.Sdk.Transports;
using Modular.Simulation.Tests.Support;

namespace Modular.Simulation.Tests.Ecus;

public class SessionTests
{
    [Theory]
    [InlineData("1001", "5001003201F4", 1)]
    [InlineData("1002", "5002003201F4", 2)]
    [InlineData("1003", "5003003201F4", 3)]
    public void SessionControl_DescribedSession_ReportsTiming(string request, string response, byte session)
    {
        using var demo = new DemoFixture();

        Assert.Equal(response, demo.Engine.Ask(request));
        Assert.Equal(session, demo.Engine.Session);
        Assert.Equal($"62F186{session:X2}", demo.Engine.Ask("22F186"));
    }

    [Fact]
    public void SessionControl_SuppressBit_EntersSilently()
    {
        using var demo = new DemoFixture();

        Assert.Equal(Conversation.Silence, demo.Engine.Ask("1083"));
        Assert.Equal(3, demo.Engine.Session);
    }

    [Theory]
    [InlineData("1005", "7F1012")]
    [InlineData("10", "7F1013")]
    [InlineData("100300", "7F1013")]
    public void SessionControl_WrongRequest_IsRefused(string request, string response)
    {
        using var demo = new DemoFixture();

        Assert.Equal(response, demo.Engine.Ask(request));
        Assert.Equal(1, demo.Engine.Session);
    }

    [Fact]
    public void Session_SilentForS3_ReturnsToDefaultAndLocks()
    {
        using var demo = new DemoFixture();
        demo.Engine.Ask("1002");
        demo.Engine.Ask("2701");
        demo.Engine.Ask("27020D0E0F1011121314");
        Assert.Equal(1, demo.Engine.SecurityLevel);

        demo.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(2, demo.Engine.Session);
        demo.Time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal((1, 0), (demo.Engine.Session, demo.Engine.SecurityLevel));
        Assert.Equal("EngineControl_App_0203", demo.Engine.Variant);
        Assert.Equal("62F18601", demo.Engine.Ask("22F186"));
    }

    [Fact]
    public void TesterPresent_Suppressed_KeepsTheSession()
    {
        using var demo = new DemoFixture();
        demo.Engine.Ask("1003");
        for (var count = 0; count < 5; count++)
        {
            demo.Time.Advance(TimeSpan.FromSeconds(4));
            Assert.Equal(Conversation.Silence, demo.Engine.Ask("3E80"));
        }

        Assert.Equal(3, demo.Engine.Session);
    }

    [Theory]
    [InlineData("3E00", "7E00")]
    [InlineData("3E01", "7F3E12")]
    [InlineData("3E", "7F3E13")]
    [InlineData("3E0000", "7F3E13")]
    public void TesterPresent_Physical_IsAnswered(string request, string response)
    {
        using var demo = new DemoFixture();

        Assert.Equal(response, demo.Engine.Ask(request));
    }

    [Fact]
    public void ProgrammingSession_WithBootVariant_AnswersAsBootLoader()
    {
        using var demo = new DemoFixture();

        demo.Engine.Ask("1002");

        Assert.Equal("EngineControl_Boot_Variant", demo.Engine.Variant);
        Assert.Equal("62F100FF0001", demo.Engine.Ask("22F100"));
        demo.Engine.Ask("1001");
        Assert.Equal("62F100000203", demo.Engine.Ask("22F100"));
    }

    [Fact]
    public void Reset_InExtendedSession_StartsOver()
    {
        using var demo = new DemoFixture();
        demo.Engine.Ask("1003");
        Assert.Equal("6803", demo.Engine.Ask("280301"));
        Assert.Equal("C502", demo.Engine.Ask("8502"));
        Assert.Equal((3, 2), (demo.Engine.CommunicationControl, demo.Engine.DtcSetting));

        Assert.Equal("5101", demo.Engine.Ask("1101"));

        Assert.Equal((1, 0, 1), (demo.Engine.Session, demo.Engine.CommunicationControl, demo.Engine.DtcSetting));
    }

    [Theory]
    [InlineData("280301", "7F287E")]
    [InlineData("8502", "7F857E")]
    [InlineData("3101030105", "7F317E")]
    [InlineData("2E032003E8", "7F2E7F")]
    public void Service_OfExtendedSession_IsRefusedInDefaultSession(string request, string response)
    {
        using var demo = new DemoFixture();

        Assert.Equal(response, demo.Engine.Ask(request));
    }

    [Theory]
    [InlineData("22FFFF")]
    [InlineData("BA01")]
    [InlineData("1005")]
    [InlineData("280301")]
    public void FunctionalRequest_NotOffered_IsNotAnswered(string request)
    {
        using var demo = new DemoFixture();

        Assert.Equal(Conversation.Silence, demo.Engine.Ask(request, AddressingMode.Functional));
    }

    [Fact]
    public void FunctionalRequest_Offered_IsAnswered()
    {
        using var demo = new DemoFixture();

        Assert.Equal("5003003201F4", demo.Engine.Ask("1003", AddressingMode.Functional));
        Assert.Equal("7F1013", demo.Engine.Ask("100300", AddressingMode.Functional));
    }
}
