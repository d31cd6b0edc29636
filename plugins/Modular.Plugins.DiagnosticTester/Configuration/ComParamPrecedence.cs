namespace Modular.Plugins.DiagnosticTester.Configuration;

/// <summary>Who wins where both the database and the configuration give a communication parameter.</summary>
public enum ComParamPrecedence
{
    /// <summary>The configuration; what the database says is ignored.</summary>
    Config,

    /// <summary>The database; the configuration fills in what it leaves out.</summary>
    Database,
}
