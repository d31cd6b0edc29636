using System.Text;
using Modular.Hosting.Configuration;
using Modular.Hosting.Plugins.Discovery;

namespace Modular.Hosting.Commands;

/// <summary>What <c>modular --help</c> prints.</summary>
internal static class HelpText
{
    public static string Create(PluginCatalog catalog)
    {
        var text = new StringBuilder("""
            Usage: modular [options] [command] [arguments]

            Commands:
              run                     Serves until Ctrl-C or SIGTERM (default)
              demo                    Serves with a simulated vehicle behind it and prints requests to try
              plugin list [--json]    Loads what run would load, starts nothing, and lists it
              plugin new NAME --kind KIND [-o DIR]
                                      Begins a plugin: endpoints, log-sink, protocol, safety, security or transport
              plugin pack DIR -o FILE Packs a plugin's folder into one file, the same bytes every time
              plugin sign DIR|FILE    Signs a plugin: --key KEY.pem --certificate CERT.pem
              plugin verify DIR|FILE  Says everything that keeps a plugin from running: [--root ROOT.pem]
              plugin install FILE     Verifies a packed plugin and unpacks it into the plugin folder; with --token the
                                      running server lets it serve
              plugin remove ID [VERSION]
                                      Removes a plugin's files; with --token the running server ends it first
              plugin show ID          Asks the running server about a plugin and its generations
              plugin replace ID [VERSION]
                                      Has the running server replace a plugin of tier T1
              plugin release ID       Lets a plugin in quarantine try again: now, with --token, or at the next start
              token --subject NAME    Prints a token for a caller, in development mode
              config check            Checks the configuration of the host and of all plugins
              config schema           Prints the JSON schema of the configuration, plugins included, for editors
              doctor                  Checks this machine: .NET, plugins, configuration, ports

            """);
        var commands = catalog.Packages.SelectMany(static package => package.Manifest.Commands.Select(command => (command, package.Manifest.Id)))
            .OrderBy(static item => item.command.Name, StringComparer.Ordinal).ToList();
        if (commands.Count > 0)
        {
            text.AppendLine().AppendLine("Commands of plugins:");
        }

        foreach (var (command, id) in commands)
        {
            text.AppendLine($"  {command.Name,-22}  {command.Summary} ({id})");
        }

        return text.AppendLine().AppendLine($$"""
            Options:
              --urls URL              Address to listen on (default {{HostSettings.DefaultUrl}}); several with ;
              --config FILE           Configuration file (default {{HostSetup.DefaultFile}} in the working directory)
              --server URL, --token TOKEN
                                      The running server, and who asks it, for plugin show, replace,
                                      release, install and remove
              --insecure-dev          Development mode: weakens the defaults, and allows plain http on any address
              --Section:Key=value     Any setting, for example --Plugins:Path=DIR; also --Section:Key value
              --version, --help

            Precedence: command line, environment (MODULAR__SECTION__KEY), configuration file, defaults of the plugins.
            Exit codes: 0 done, 1 failed, 2 wrong use.
            """).ToString();
    }
}
