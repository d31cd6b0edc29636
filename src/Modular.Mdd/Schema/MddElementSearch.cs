namespace Modular.Mdd.Schema;

/// <summary>Finds services and jobs by name, in any layer of a database.</summary>
public static class MddElementSearch
{
    /// <summary>The services and jobs of a name, each once, with the layers that declare them.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The short name; case does not matter.</param>
    /// <exception cref="MddFormatException">The database is damaged.</exception>
    public static IEnumerable<(string Layer, MddElement Service)> FindServices(MddDatabase database, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var (element, _) in ElementWalk.From(MddElement.Root(database)))
        {
            if (element.Type != DiagLayer.SchemaIndex)
            {
                continue;
            }

            var layer = DiagLayer.Create(element.Table);
            foreach (var service in layer.DiagServices)
            {
                if (string.Equals(service.DiagComm?.ShortName, name, StringComparison.OrdinalIgnoreCase))
                {
                    yield return (layer.ShortName ?? "", MddElement.Of(service));
                }
            }

            foreach (var job in layer.SingleEcuJobs)
            {
                if (string.Equals(job.DiagComm?.ShortName, name, StringComparison.OrdinalIgnoreCase))
                {
                    yield return (layer.ShortName ?? "", MddElement.Of(job));
                }
            }
        }
    }
}
