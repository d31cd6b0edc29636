using System.Text.Json;
using Modular.Sdk.Diagnostics;

namespace Modular.Plugins.Sovd.Naming;

/// <summary>A datum of an ECU: a service under the name by which callers know it.</summary>
/// <param name="Service">The service that reads or writes the datum.</param>
/// <param name="Id">Its identifier, in the case of the database; unique among the data that are read.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="LowerId">The identifier in lower case, ready for a JSON writer.</param>
internal sealed record DataResource(DiagnosticService Service, string Id, string Name, JsonEncodedText LowerId);
