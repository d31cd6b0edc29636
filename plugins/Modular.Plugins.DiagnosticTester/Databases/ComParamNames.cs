namespace Modular.Plugins.DiagnosticTester.Databases;

/// <summary>Communication parameters the tester itself looks at. All others only pass through to links and protocols.</summary>
internal static class ComParamNames
{
    public const string LogicalEcuAddress = "CP_DoIPLogicalEcuAddress";
    public const string LogicalGatewayAddress = "CP_DoIPLogicalGatewayAddress";
    public const string CanRequestIdentifier = "CP_CanPhysReqId";
    public const string CanResponseIdentifier = "CP_CanRespUSDTId";
    public const string TesterPresentTime = "CP_TesterPresentTime";
}
