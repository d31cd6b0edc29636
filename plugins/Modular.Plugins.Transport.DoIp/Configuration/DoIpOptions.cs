namespace Modular.Plugins.Transport.DoIp.Configuration;

/// <summary>Section <c>DoIp</c>: the tester's place in the vehicle's network. Communication parameters of a link win over it.</summary>
public sealed class DoIpOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "DoIp";

    /// <summary>Local IP address to ask and connect from, or null to leave the choice to the system.</summary>
    public string? TesterAddress { get; set; }

    /// <summary>
    /// Mask of the vehicle's network, for example <c>255.255.0.0</c>. With it, answers and announcements from outside the
    /// network of <see cref="TesterAddress"/> are ignored. Null believes everybody.
    /// </summary>
    public string? SubnetMask { get; set; }

    /// <summary>Logical address of the tester, decimal or 0x-hexadecimal, unless CP_DoIPLogicalTesterAddress gives one. Default 0x0E00.</summary>
    public string TesterLogicalAddress { get; set; } = "0x0E00";

    /// <summary>Port of the entities for UDP and TCP, 1 to 65 535, and the one announcements are heard on. Default 13400.</summary>
    public int GatewayPort { get; set; } = 13400;

    /// <summary>Section <c>DoIp:Discovery</c>.</summary>
    public DiscoveryOptions Discovery { get; set; } = new();

    /// <summary>Section <c>DoIp:Connection</c>.</summary>
    public ConnectionOptions Connection { get; set; } = new();
}
