using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Tables and their rows.</summary>
internal sealed class TableMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<TableDopDefinition> _tables;
    private readonly DefinitionMemo<TableRowDefinition> _rows;

    public TableMapper(MappingSession session)
    {
        _session = session;
        _tables = new(session, Table);
        _rows = new(session, Row);
    }

    /// <summary>What a TABLE-KEY selects from: a table, or one fixed row.</summary>
    public ITableKeyReferenceAlternative? KeyReference(OdxElement param, OdxLayer? scope)
    {
        OdxElement? table = null;
        OdxElement? row = null;
        foreach (var child in param.Children)
        {
            if (child.Name is "TABLE-REF" or "TABLE-SNREF")
            {
                child.Mark();
                if (table is not null || row is not null)
                {
                    Surplus(param, child);
                    continue;
                }

                table = child;
            }
            else if (child.Name is "TABLE-ROW-REF" or "TABLE-ROW-SNREF")
            {
                child.Mark();

                // A row's short name beside a table names a row of that table; any other pair is one too many.
                if (row is not null || (table is not null && child.Name == "TABLE-ROW-REF"))
                {
                    Surplus(param, child);
                    continue;
                }

                row = child;
            }
        }

        if (row is not null)
        {
            return Row(row, scope, table);
        }

        if (table is not null)
        {
            return Get(table, scope);
        }

        _session.Problems.Recoverable(param, $"the parameter {param.ShortName} refers to no table.", LossReason.BadValue);
        return null;
    }

    /// <summary>The row that a reference leads to, by short name within a table or within all tables that a layer knows.</summary>
    public TableRowDefinition? Row(OdxElement reference, OdxLayer? scope, OdxElement? tableReference = null)
    {
        var found = reference.Name == "TABLE-ROW-REF"
            ? _session.References.Resolve(reference)
            : FindRow(reference, scope, tableReference is null ? null : _session.Follow(tableReference, NameSpace.Table, scope));
        if (found is null)
        {
            return null;
        }

        if (found.Name != "TABLE-ROW")
        {
            _session.WrongKind(reference, found, "TABLE-ROW");
            return null;
        }

        if (_rows.IsOpen(found, scope))
        {
            _session.Problems.Recoverable(reference, $"TABLE-ROW {found.ShortName} contains itself.", LossReason.Cycle);
            return null;
        }

        return _rows.Get(found, scope);
    }

    private TableDopDefinition? Get(OdxElement reference, OdxLayer? scope)
    {
        if (_session.Follow(reference, NameSpace.Table, scope) is not { } found)
        {
            return null;
        }

        if (found.Name != "TABLE")
        {
            _session.WrongKind(reference, found, "TABLE");
            return null;
        }

        if (_tables.IsOpen(found, scope))
        {
            _session.Problems.Recoverable(reference, $"TABLE {found.ShortName} contains itself.", LossReason.Cycle);
            return null;
        }

        return _tables.Get(found, scope);
    }

    private void Surplus(OdxElement param, OdxElement child) => _session.Problems.Recoverable(
        child, $"TABLE-KEY {param.ShortName} has more than one reference; a database holds one.", LossReason.Surplus);

    private OdxElement? FindRow(OdxElement reference, OdxLayer? scope, OdxElement? table)
    {
        var name = reference.Attribute("SHORT-NAME") ?? string.Empty;
        var candidates = table is not null ? [table] : Tables(scope ?? _session.Set.LayerAround(reference)).SelectMany(static one => one);
        foreach (var candidate in candidates)
        {
            foreach (var child in candidate.Children)
            {
                if (child.Name == "TABLE-ROW" && child.ShortName == name)
                {
                    return child;
                }
            }
        }

        var where = table is null ? "a table of the layer" : $"the table {table.ShortName}";
        _session.Problems.Unresolved(reference, $"TABLE-ROW-SNREF names {name}, which is no row of {where}.");
        return null;
    }

    private static IEnumerable<IEnumerable<OdxElement>> Tables(OdxLayer? layer)
    {
        if (layer is not null)
        {
            yield return layer.Own(NameSpace.Table);
            foreach (var parent in layer.Ancestors.OrderByDescending(static one => one.Kind))
            {
                yield return parent.Own(NameSpace.Table);
            }
        }
    }

    private TableDopDefinition Table(OdxElement element, OdxLayer? scope)
    {
        var table = new TableDopDefinition
        {
            Semantic = element.Attribute("SEMANTIC"),
            ShortName = SpecialDataMapper.Name(element),
            LongName = SpecialDataMapper.LongName(element),
            KeyLabel = element.TakeText("KEY-LABEL"),
            StructLabel = element.TakeText("STRUCT-LABEL"),
            KeyDop = _session.Dops.Referred(element, "KEY-DOP", scope),
            Sdgs = _session.SpecialData.Groups(element),
        };
        foreach (var child in element.Children)
        {
            if ((child.Name == "TABLE-ROW" ? _rows.Get(child, scope) : child.Name == "TABLE-ROW-REF" ? ReferredRow(child, scope) : null) is { } row)
            {
                table.Rows.Add(row);
            }
        }

        foreach (var connector in element.TakeList("TABLE-DIAG-COMM-CONNECTORS", "TABLE-DIAG-COMM-CONNECTOR"))
        {
            if (_session.DiagComms.Connected(connector, scope) is { } comm)
            {
                table.DiagCommConnectors.Add(new TableDiagCommConnectorDefinition { Semantic = connector.TakeText("SEMANTIC"), DiagComm = comm });
            }
        }

        return table;
    }

    private TableRowDefinition? ReferredRow(OdxElement reference, OdxLayer? scope)
    {
        reference.Mark();
        return Row(reference, scope);
    }

    private TableRowDefinition Row(OdxElement element, OdxLayer? scope) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
        Key = element.TakeText("KEY"),
        Dop = _session.Dops.Referred(element, "DATA-OBJECT-PROP", scope),
        Structure = _session.Dops.Referred(element, "STRUCTURE", scope),
        Sdgs = _session.SpecialData.Groups(element),
        Audience = _session.DiagComms.Audience(element),
        FunctClassRefs = _session.DiagComms.FunctClasses(element),
        StateTransitionRefs = _session.States.Transitions(element),
        PreConditionStateRefs = _session.States.PreConditions(element),
        IsExecutable = _session.Values.Flag(element, "IS-EXECUTABLE", true),
        Semantic = element.Attribute("SEMANTIC"),
        IsMandatory = _session.Values.Flag(element, "IS-MANDATORY", false),
        IsFinal = _session.Values.Flag(element, "IS-FINAL", false),
        KeyDop = element.Parent is { Name: "TABLE" } table ? _session.Dops.Referred(table, "KEY-DOP", scope) : null,
    };
}
