using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using Modular.Hosting.Plugins.Loading;
using Modular.Sdk.Plugins;

namespace Modular.Hosting.Plugins.Faults;

/// <summary>Finds out from an exception's stack whose it is.</summary>
internal sealed class PluginAttribution(SharedAssemblies shared)
{
    private static readonly Assembly Contract = typeof(IPluginModule).Assembly;

    /// <summary>Finds the plugin that let an exception escape: the outermost code which is not the framework's.</summary>
    /// <returns>Null when that is the host's own code, or nobody's.</returns>
    public PluginBlame? Find(Exception exception)
    {
        // The framework wraps what tasks threw; the wrapper's own stack is the framework's alone.
        var thrown = exception is AggregateException { InnerExceptions: [var inner, ..] } ? inner : exception;
        var owners = new StackTrace(thrown, fNeedFileInfo: false).GetFrames()
            .Select(static frame => frame.GetMethod()?.Module.Assembly)
            .OfType<Assembly>()
            .Where(assembly => !IsTransparent(assembly))
            .Select(static assembly => AssemblyLoadContext.GetLoadContext(assembly))
            .ToList();
        return owners is [.., PluginLoadContext outermost]
            ? new PluginBlame(outermost.Identity, outermost.Manifest, ReferenceEquals(owners[0], outermost) || thrown.GetType().Assembly == Contract)
            : null;
    }

    // Frameworks, contracts and generated code run on whoever called them.
    private bool IsTransparent(Assembly assembly) =>
        assembly.IsDynamic || (AssemblyLoadContext.GetLoadContext(assembly) is not PluginLoadContext
            && assembly.GetName().Name is { } name && (shared.IsFramework(name) || shared.FindContract(name) is not null));
}
