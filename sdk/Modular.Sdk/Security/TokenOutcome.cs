namespace Modular.Sdk.Security;

/// <summary>An issued token, or the reason why there is none.</summary>
public sealed record TokenOutcome
{
    /// <summary>The token in the form which goes behind <c>Authorization: Bearer</c>, or null when refused.</summary>
    public string? AccessToken { get; init; }

    /// <summary>Seconds for which the token is valid.</summary>
    public long ExpiresInSeconds { get; init; }

    /// <summary>Why the request was refused; null when a token was issued.</summary>
    public string? Refusal { get; init; }

    /// <summary>Keeps the token out of logs and exception texts.</summary>
    public override string ToString() => Refusal is null ? "TokenOutcome { issued }" : $"TokenOutcome {{ Refusal = {Refusal} }}";
}
