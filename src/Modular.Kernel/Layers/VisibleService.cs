using Modular.Mdd.Schema;

namespace Modular.Kernel.Layers;

/// <summary>A service as one layer declares it and another one sees it.</summary>
/// <param name="View">The service.</param>
/// <param name="Name">Its short name.</param>
/// <param name="Declaring">The layer that declares it.</param>
internal readonly record struct VisibleService(DiagService View, string Name, DiagLayer Declaring);
