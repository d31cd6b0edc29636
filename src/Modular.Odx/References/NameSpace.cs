namespace Modular.Odx.References;

/// <summary>Sets of elements within which a layer's short names are unique and which are inherited.</summary>
internal enum NameSpace
{
    DiagComm,
    Dop,
    Table,
    GlobalNegResponse,
    Variable,
}
