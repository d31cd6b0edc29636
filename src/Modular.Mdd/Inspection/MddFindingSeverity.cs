namespace Modular.Mdd.Inspection;

/// <summary>How much a finding matters.</summary>
public enum MddFindingSeverity
{
    /// <summary>Readers cope, but the author should know.</summary>
    Warning,

    /// <summary>Readers refuse the file or misread it.</summary>
    Error,
}
