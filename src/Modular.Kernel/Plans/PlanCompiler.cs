using System.Collections.Concurrent;
using Modular.Kernel.Computing;
using Modular.Mdd.FlatBuffers;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>
/// Makes plans from descriptions. Data objects and tables are shared in a database, so their plans are kept by place and
/// shared too. Safe for concurrent use; what two threads make at once, one of them discards.
/// </summary>
internal sealed class PlanCompiler
{
    private readonly ConcurrentDictionary<int, ValuePlan> _values = new();
    private readonly ConcurrentDictionary<int, TablePlan> _tables = new();
    private readonly KernelOptions _options;
    private readonly bool _writesZeroPositions;

    /// <param name="options">Bounds.</param>
    /// <param name="writesZeroPositions">
    /// Whether the database's writer writes a byte position of 0, so that an absent one always means "behind the one before".
    /// </param>
    public PlanCompiler(KernelOptions options, bool writesZeroPositions)
    {
        _options = options;
        _writesZeroPositions = writesZeroPositions;
    }

    /// <summary>Compiles the parameters of a message.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="request">The request which the message answers, or null.</param>
    public ListPlan CompileMessage(FlatVector<Param> parameters, ListPlan? request) => CompileList(parameters, request, 0);

    public ValuePlan CompileValue(Dop dop) => CompileValue(dop, 0);

    public ScalarPlan CompileScalar(Dop dop) => CompileValue(dop, 0) as ScalarPlan
        ?? throw MessageException.Invalid($"'{dop.ShortName}' is no simple data object");

    private ValuePlan CompileValue(Dop dop, int depth)
    {
        if (_values.TryGetValue(dop.Offset, out var known))
        {
            return known;
        }

        if (depth > _options.MaxDepth)
        {
            throw MessageException.Invalid($"Data objects are nested deeper than {_options.MaxDepth} levels");
        }

        ValuePlan plan;
        try
        {
            plan = CompileNew(dop, depth);
        }
        catch (MessageException e) when (depth > 0 || e.Failure != Sdk.Diagnostics.DiagnosticFailure.DatabaseInvalid)
        {
            plan = new UnusableValuePlan(dop.ShortName, e);
        }

        return _values.GetOrAdd(dop.Offset, plan);
    }

    private ValuePlan CompileNew(Dop dop, int depth) => dop.Kind switch
    {
        DopKind.NormalDop when dop.AsNormalDop is { } scalar => new ScalarPlan(dop, scalar),
        DopKind.DtcDop when dop.AsDtcDop is { } dtc => new DtcPlan(dop, dtc),
        DopKind.Structure when dop.AsStructure is { } structure => new StructurePlan(
            dop.ShortName,
            CompileList(structure.Params, null, depth + 1),
            structure.ByteSize is { } size and not 0 ? RequirePosition(size) : null),
        DopKind.EndOfPduField when dop.AsEndOfPduField is { } field => new EndOfPduFieldPlan(
            dop.ShortName,
            CompileItem(field.Field, depth),
            ToCount(field.MinNumberOfItems) ?? 0,
            ToCount(field.MaxNumberOfItems)),
        DopKind.StaticField when dop.AsStaticField is { } field => CompileStatic(dop, field, depth),
        DopKind.DynamicLengthField when dop.AsDynamicLengthField is { } field => CompileDynamicLength(dop, field, depth),
        DopKind.DynamicEndMarkerField when dop.AsDynamicEndMarkerField is { } field => new EndMarkerFieldPlan(
            dop.ShortName,
            CompileItem(field.Field, depth),
            RequireScalar(field.EndDop, dop, depth),
            field.TerminationValue ?? throw MessageException.Invalid($"The field '{dop.ShortName}' does not say at which value it ends")),
        DopKind.MuxDop when dop.AsMuxDop is { } mux => CompileMux(dop, mux, depth),
        DopKind.EnvDataDesc when dop.AsEnvDataDesc is { } description => CompileEnvironment(dop, description, depth),
        DopKind.EnvData when dop.AsEnvData is { } data => new StructurePlan(
            dop.ShortName, CompileList(data.Params, null, depth + 1), null),
        _ => throw MessageException.Invalid($"The data object '{dop.ShortName}' has no content"),
    };

    private StaticFieldPlan CompileStatic(Dop dop, StaticField field, int depth)
    {
        var (count, size) = (field.FixedNumberOfItems, field.ItemByteSize);
        if ((ulong)count * size > (ulong)_options.MaxMessageLength || count > _options.MaxValues)
        {
            throw MessageException.Invalid($"The field '{dop.ShortName}' has {count} items of {size} bytes");
        }

        return new StaticFieldPlan(dop.ShortName, CompileItem(field.Field, depth), (int)count, (int)size);
    }

    private DynamicLengthFieldPlan CompileDynamicLength(Dop dop, DynamicLengthField field, int depth)
    {
        var number = field.DetermineNumberOfItems
            ?? throw MessageException.Invalid($"The field '{dop.ShortName}' does not say where its number of items lies");
        return new DynamicLengthFieldPlan(
            dop.ShortName,
            CompileItem(field.Field, depth),
            RequireScalar(number.Dop, dop, depth),
            RequirePosition(number.BytePosition),
            RequireBitPosition(number.BitPosition),
            RequirePosition(field.ItemsOffset));
    }

    private MuxPlan CompileMux(Dop dop, MuxDop mux, int depth)
    {
        var switchKey = mux.SwitchKey ?? throw MessageException.Invalid($"The multiplexer '{dop.ShortName}' has no key");
        var key = RequireScalar(switchKey.Dop, dop, depth);
        var cases = new List<MuxCasePlan>(mux.Cases.Count + 1);
        foreach (var option in mux.Cases)
        {
            cases.Add(new MuxCasePlan(
                option.ShortName ?? "",
                ValueRange.OfScale(key.Physical, option.LowerLimit, option.UpperLimit),
                option.Structure is { } content ? CompileValue(content, depth + 1) : null));
        }

        if (mux.DefaultCase is { } other)
        {
            cases.Add(new MuxCasePlan(
                other.ShortName ?? "", null, other.Structure is { } content ? CompileValue(content, depth + 1) : null));
        }

        return new MuxPlan(
            dop.ShortName,
            key,
            RequirePosition(switchKey.BytePosition),
            RequireBitPosition(switchKey.BitPosition ?? 0),
            RequirePosition(mux.BytePosition),
            [.. cases]);
    }

    private EnvironmentDataPlan CompileEnvironment(Dop dop, EnvDataDesc description, int depth)
    {
        var path = description.ParamShortName ?? description.ParamPathShortName
            ?? throw MessageException.Invalid($"The environment data '{dop.ShortName}' names no trouble code");

        // Of a path the last step names the parameter; the nearest one decoded under that name is meant.
        var name = path[(path.LastIndexOfAny(['.', '/']) + 1)..];
        var parts = new List<(uint[] Codes, ListPlan List)>(description.EnvDatas.Count);
        foreach (var part in description.EnvDatas)
        {
            if (part.AsEnvData is { } data)
            {
                parts.Add(([.. data.DtcValues], CompileList(data.Params, null, depth + 1)));
            }
        }

        return new EnvironmentDataPlan(dop.ShortName, name, [.. parts]);
    }

    private ValuePlan CompileItem(Field? field, int depth) =>
        (field?.BasicStructure ?? field?.EnvDataDesc) is { } item
            ? CompileValue(item, depth + 1)
            : throw MessageException.Invalid("A field has no item");

    private ListPlan CompileList(FlatVector<Param> parameters, ListPlan? request, int depth)
    {
        if (depth > _options.MaxDepth)
        {
            throw MessageException.Invalid($"Data objects are nested deeper than {_options.MaxDepth} levels");
        }

        var plans = new ParameterPlan[parameters.Count];
        var layout = new ListLayout(_writesZeroPositions);
        for (var i = 0; i < plans.Length; i++)
        {
            var view = parameters[i];
            var bitPosition = RequireBitPosition(view.BitPosition ?? 0);
            var position = view.BytePosition is { } given ? RequirePosition(given) : layout.Guess();
            plans[i] = CompileParameter(new ParameterSite(view, position, bitPosition), request, depth);
            if (view.BytePosition is null && layout.IsTaken(plans[i]))
            {
                plans[i] = CompileParameter(new ParameterSite(view, layout.Follow(), bitPosition), request, depth);
            }

            layout.Add(plans[i]);
        }

        return new ListPlan(plans);
    }

    private ParameterPlan CompileParameter(in ParameterSite site, ListPlan? request, int depth)
    {
        try
        {
            return ParameterCompiler.Compile(site, this, request, dop => CompileValue(dop, depth + 1), CompileTable, CompileRow);
        }
        catch (MessageException e)
        {
            return new UnusablePlan(site, ParameterCompiler.ToKind(site.View.Kind), e);
        }
    }

    private TablePlan CompileTable(TableDop table) =>
        _tables.TryGetValue(table.Offset, out var known) ? known : _tables.GetOrAdd(table.Offset, new TablePlan(table, this));

    private TablePlan CompileRow(TableRow row) =>
        _tables.TryGetValue(row.Offset, out var known) ? known : _tables.GetOrAdd(row.Offset, new TablePlan(row, this));

    private ScalarPlan RequireScalar(Dop? dop, Dop owner, int depth) =>
        dop is { } given && CompileValue(given, depth + 1) is ScalarPlan scalar
            ? scalar
            : throw MessageException.Invalid($"A number needed by '{owner.ShortName}' is no simple data object");

    private int RequirePosition(uint position) => position <= _options.MaxMessageLength
        ? (int)position
        : throw MessageException.Invalid($"A position or size of {position} bytes");

    private static int RequireBitPosition(uint position) =>
        position <= 7 ? (int)position : throw MessageException.Invalid($"A bit position of {position}");

    private static int? ToCount(uint? count) => count is { } given ? (int)Math.Min(given, int.MaxValue) : null;
}
