namespace Modular.Kernel.Description;

/// <summary>Describes a parameter of a request, a response or a structure.</summary>
public sealed class ParameterDescription
{
    internal ParameterDescription()
    {
    }

    /// <summary>Short name.</summary>
    public string Name => throw new NotImplementedException();

    /// <summary>Kind of the parameter.</summary>
    public ParameterKind Kind => throw new NotImplementedException();

    /// <summary>Semantic, for example <c>DATA</c>, or null.</summary>
    public string? Semantic => throw new NotImplementedException();

    /// <summary>Position in bytes within the message or structure; null when it follows a parameter of variable length.</summary>
    public int? BytePosition => throw new NotImplementedException();

    /// <summary>Position of the least significant bit, 0 to 7.</summary>
    public int BitPosition => throw new NotImplementedException();

    /// <summary>Whether an encoder needs a value: it is no constant, has no default and cannot be derived.</summary>
    public bool IsRequired => throw new NotImplementedException();

    /// <summary>Physical default value as text of the database, or null.</summary>
    public string? DefaultValue => throw new NotImplementedException();

    /// <summary>Value of a constant as text of the database (coded for CODED-CONST, physical for PHYS-CONST), or null.</summary>
    public string? ConstantValue => throw new NotImplementedException();

    /// <summary>Type of the value; null for kinds without a value of their own.</summary>
    public ValueDescription? Type => throw new NotImplementedException();

    /// <inheritdoc/>
    public override string ToString() => Name;
}
