using System.Collections.Frozen;
using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Naming;

/// <summary>The data of one variant by name. Immutable, made once per catalog.</summary>
/// <remarks>A whole short name beats a trimmed one, and both beat a name that merely begins with what was asked for.</remarks>
internal sealed class DataDirectory
{
    private const byte ReadDataByLocalIdentifier = 0x21;
    private const byte ReadDataByIdentifier = 0x22;
    private const byte WriteDataByIdentifier = 0x2E;

    private readonly NamingRules _rules;
    private readonly Index _readable;
    private readonly Index _writable;

    /// <summary>Reads a catalog.</summary>
    /// <param name="catalog">The services of the variant.</param>
    /// <param name="rules">How names are trimmed.</param>
    public DataDirectory(IServiceCatalog catalog, NamingRules rules)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        _readable = new Index(rules, catalog.WithServiceId(ReadDataByIdentifier), catalog.WithServiceId(ReadDataByLocalIdentifier));
        _writable = new Index(rules, catalog.WithServiceId(WriteDataByIdentifier), []);
        Listed = [.. _readable.All.Where(static datum => datum.Service.ServiceId == ReadDataByIdentifier)];
    }

    /// <summary>The data that are listed, in catalog order.</summary>
    public IReadOnlyList<DataResource> Listed { get; }

    /// <summary>Finds what reads a datum.</summary>
    /// <param name="name">Identifier, or short name of the service; compares without case.</param>
    /// <returns>The datum, or null.</returns>
    public DataResource? FindReadable(string name) => _readable.Find(name, _rules.ReadServiceName);

    /// <summary>Finds what writes a datum.</summary>
    /// <param name="name">Identifier, or short name of the service; compares without case.</param>
    /// <returns>The datum, or null.</returns>
    public DataResource? FindWritable(string name) => _writable.Find(name, _rules.WriteServiceName);

    private sealed class Index
    {
        private readonly FrozenDictionary<string, DataResource> _byName;

        public Index(NamingRules rules, IReadOnlyList<DiagnosticService> first, IReadOnlyList<DiagnosticService> second)
        {
            var all = new List<DataResource>(first.Count + second.Count);
            var byName = new Dictionary<string, DataResource>(StringComparer.OrdinalIgnoreCase);
            var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var service in first.Concat(second))
            {
                var trimmed = rules.TrimShortName(service.ShortName);
                // Two services with one trimmed name: the later one keeps its whole name, so that both can be reached.
                var id = ids.Add(trimmed) ? trimmed : service.ShortName;
                var name = service.LongName is { Length: > 0 } longName ? rules.TrimLongName(longName) : trimmed;
                all.Add(new DataResource(service, id, name, JsonEncodedText.Encode(id.ToLowerInvariant())));
            }

            foreach (var datum in all)
            {
                byName.TryAdd(datum.Service.ShortName, datum);
            }

            foreach (var datum in all)
            {
                byName.TryAdd(datum.Id, datum);
            }

            All = [.. all];
            _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        }

        public DataResource[] All { get; }

        public DataResource? Find(string name, Func<string, string> withAction)
        {
            if (name.Length == 0)
            {
                return null;
            }

            return _byName.TryGetValue(name, out var datum) ? datum : FindPrefix(withAction(name)) ?? FindPrefix(name);
        }

        private DataResource? FindPrefix(string prefix)
        {
            for (var i = 0; i < All.Length; i++)
            {
                if (All[i].Service.ShortName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                {
                    return All[i];
                }
            }

            return null;
        }
    }
}
