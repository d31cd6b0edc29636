using Modular.Samples.OemSecurity.Tokens;
using Modular.Samples.Tests.Support;

namespace Modular.Samples.Tests.OemSecurity;

public sealed class OemTokenTests
{
    // Version 1, expires 2030-01-01T00:00:00Z, level 2, "w1", "FL".
    private const string Golden = "010000000070DBD880" + "02" + "027731" + "02464C";

    [Fact]
    public void WritePayload_Token_IsTheLayoutOfTheDescription() =>
        Assert.Equal(Golden, Convert.ToHexString(new OemToken(1_893_456_000, OemLevel.Service, "w1", "FL").WritePayload()));

    [Fact]
    public void TryParse_Golden_RoundTrips()
    {
        using var issuer = new OemIssuer();

        Assert.True(OemToken.TryParse(issuer.Sign(Convert.FromHexString(Golden)), out var token, out _, out _));

        Assert.Equal(new OemToken(1_893_456_000, OemLevel.Service, "w1", "FL"), token);
    }

    [Fact]
    public void TryParse_PayloadCutOrPadded_IsRefused()
    {
        using var issuer = new OemIssuer();
        var payload = Convert.FromHexString(Golden);
        for (var length = 0; length < payload.Length; length++)
        {
            Assert.False(OemToken.TryParse(issuer.Sign(payload[..length]), out _, out _, out _), $"{length} bytes");
        }

        Assert.False(OemToken.TryParse(issuer.Sign([.. payload, 0]), out _, out _, out _));
    }

    [Fact]
    public void TryParse_TextCutAnywhere_IsRefusedOrHasAnotherSignature()
    {
        using var issuer = new OemIssuer();
        var text = issuer.Issue(OemLevel.Read);
        Assert.True(OemToken.TryParse(text, out _, out _, out var whole));
        for (var length = 0; length < text.Length; length++)
        {
            Assert.False(OemToken.TryParse(text[..length], out _, out _, out var signature) && signature.SequenceEqual(whole), $"{length} characters");
        }
    }

    [Fact]
    public void TryParse_RandomPayloads_NeverThrows()
    {
        using var issuer = new OemIssuer();
        var random = new Random(11);
        var golden = Convert.FromHexString(Golden);
        for (var i = 0; i < 2000; i++)
        {
            var payload = (byte[])golden.Clone();
            payload[random.Next(payload.Length)] = (byte)random.Next(256);
            payload[random.Next(payload.Length)] = (byte)random.Next(256);

            if (OemToken.TryParse(issuer.Sign(payload), out var token, out _, out _))
            {
                Assert.Equal(payload, token.WritePayload());
            }
        }
    }

    [Theory]
    [InlineData("00")]
    [InlineData("04")]
    public void TryParse_UnknownLevel_IsRefused(string level)
    {
        using var issuer = new OemIssuer();

        Assert.False(OemToken.TryParse(issuer.Sign(Convert.FromHexString("010000000070DBD880" + level + "027731" + "00")), out _, out _, out _));
    }
}
