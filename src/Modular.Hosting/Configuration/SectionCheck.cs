namespace Modular.Hosting.Configuration;

/// <summary>Finds sections and keys which nobody understands.</summary>
internal static class SectionCheck
{
    // Editors ask for it; it says nothing to the host.
    private const string SchemaKey = "$schema";

    /// <summary>Checks every key of every layer.</summary>
    /// <param name="layers">The operator's layers.</param>
    /// <param name="pluginSections">Sections which the manifests of plugins name.</param>
    /// <returns>One mistake for each unknown section of a layer and for each unknown key of a section of the host.</returns>
    public static IEnumerable<ConfigurationMistake> Check(IEnumerable<ConfigurationLayer> layers, IReadOnlySet<string> pluginSections)
    {
        foreach (var layer in layers)
        {
            var reported = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var key in layer.Values.Keys.Order(StringComparer.Ordinal))
            {
                var section = key.Split(':', 2)[0];
                if (section == SchemaKey)
                {
                    continue;
                }

                if (pluginSections.Contains(section))
                {
                    if (key.Length == section.Length && !string.IsNullOrEmpty(layer.Values[key]))
                    {
                        yield return new(key, layer.DescribeSource(key), "is a section with keys of its own, not a value");
                    }

                    continue;
                }

                if (HostKeys.Sections.Contains(section))
                {
                    if (!HostKeys.IsKnown(key))
                    {
                        yield return new(key, layer.DescribeSource(key), $"unknown key; the host knows {string.Join(", ", HostKeys.All)}");
                    }
                }
                else if (reported.Add(section))
                {
                    var known = HostKeys.Sections.Concat(pluginSections).Order(StringComparer.Ordinal);
                    yield return new(section, layer.DescribeSource(key), $"unknown section; known are {string.Join(", ", known)}");
                }
            }
        }
    }
}
