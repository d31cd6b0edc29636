using Modular.Kernel.Description;
using Modular.Mdd.Schema;
using Modular.Sdk.Diagnostics;

namespace Modular.Kernel.Plans;

/// <summary>A parameter of a message or structure.</summary>
internal abstract class ParameterPlan
{
    /// <summary>Position of a parameter that follows the one before it.</summary>
    public const int AtCursor = -1;

    private string? _name;
    private ParameterDescription? _description;

    protected ParameterPlan(in ParameterSite site)
    {
        View = site.View;
        Position = site.Position;
        BitPosition = site.BitPosition;
        Semantic = site.View.Semantic;
    }

    public Param View { get; }

    public string Name => _name ??= View.ShortName ?? "";

    /// <summary>First byte within the message or structure, or <see cref="AtCursor"/>.</summary>
    public int Position { get; }

    public int BitPosition { get; }

    public string? Semantic { get; }

    public ParameterDescription Description => _description ??= Describe();

    /// <summary>Width in bits where it is always the same, else null.</summary>
    public virtual int? FixedBits => null;

    public virtual bool HasEnvironmentData => false;

    /// <summary>Whether a message can be encoded without a value for the parameter.</summary>
    public virtual bool IsOptional => true;

    /// <summary>Whether the parameter reaches the sink at all.</summary>
    public virtual bool IsMapped => true;

    /// <summary>Decodes the parameter into the sink and moves the cursor behind it.</summary>
    public abstract void Decode(scoped ref DecodeContext context, int position);

    /// <summary>Encodes the parameter and moves the cursor behind it.</summary>
    /// <param name="context">The message.</param>
    /// <param name="value">The value; <see cref="ParameterValueKind.Null"/> when none is given.</param>
    /// <param name="position">First byte.</param>
    /// <param name="isLast">Whether nothing follows in the message.</param>
    public abstract void Encode(scoped ref EncodeContext context, in ParameterValue value, int position, bool isLast);

    /// <summary>Encodes a key whose value became known after its place was passed.</summary>
    public virtual void EncodeKey(scoped ref EncodeContext context, EncodedKey key) =>
        throw new InvalidOperationException("The parameter is no key.");

    /// <summary>Whether a message does not contradict the parameter: constants and echoes tell responses apart.</summary>
    /// <param name="message">The message.</param>
    /// <param name="request">The request being answered, or empty.</param>
    public virtual bool Fits(ReadOnlySpan<byte> message, ReadOnlySpan<byte> request) => true;

    protected abstract ParameterDescription Describe();

    /// <summary>Fails when a value is given for what the database fixes.</summary>
    protected MessageException ConstantGiven() =>
        new(DiagnosticFailure.InvalidParameter, $"'{Name}' is fixed by the database to another value");

    protected MessageException Missing() =>
        new(DiagnosticFailure.MissingParameter, $"Required parameter '{Name}' missing");
}
