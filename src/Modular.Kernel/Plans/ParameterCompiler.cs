using Modular.Kernel.Description;
using Modular.Mdd.Schema;

namespace Modular.Kernel.Plans;

/// <summary>Makes the plan of one parameter.</summary>
internal static class ParameterCompiler
{
    public static ParameterPlan Compile(
        in ParameterSite site,
        PlanCompiler compiler,
        ListPlan? request,
        Func<Dop, ValuePlan> compileValue,
        Func<TableDop, TablePlan> compileTable,
        Func<TableRow, TablePlan> compileRow)
    {
        var view = site.View;
        switch (view.Kind)
        {
            case ParamKind.CodedConst when view.AsCodedConst is { } constant:
                return CodedConstPlan.Compile(site, constant);
            case ParamKind.NrcConst when view.AsNrcConst is { } constants:
                return CodedConstPlan.Compile(site, constants);
            case ParamKind.Value when view.AsValue is { Dop: { } dop } value:
                var defaultValue = ToDefault(value.PhysicalDefaultValue) ?? ToDefault(view.PhysicalDefaultValue);
                return new ValueParameterPlan(site, ParameterKind.Value, compileValue(dop), defaultValue);
            case ParamKind.System when view.AsSystem is { Dop: { } dop }:
                return new ValueParameterPlan(site, ParameterKind.System, compileValue(dop), null);
            case ParamKind.PhysConst when view.AsPhysConst is { Dop: { } dop, PhysConstantValue: { } constant }:
                return compileValue(dop) is ScalarPlan scalar
                    ? new PhysConstPlan(site, scalar, constant, ParameterKind.PhysConst)
                    : throw MessageException.Invalid("A physical constant of no simple data object");
            case ParamKind.Reserved when view.AsReserved is { BitLength: <= int.MaxValue / 2 } reserved:
                return new ReservedPlan(site, (int)reserved.BitLength);
            case ParamKind.MatchingRequestParam when view.AsMatchingRequestParam is { } matching:
                return CompileMatching(site, matching, request);
            case ParamKind.LengthKey when view.AsLengthKey is { Dop: { } dop }:
                return new LengthKeyPlan(site, compiler.CompileScalar(dop));
            case ParamKind.TableKey when view.AsTableKey is { } key:
                return new TableKeyPlan(site, FindTable(key, compileTable, compileRow)
                    ?? throw MessageException.Invalid($"The table key '{view.ShortName}' refers to neither a table nor a row"));
            case ParamKind.TableStruct when view.AsTableStruct?.TableKey is { } key:
                return new TableStructPlan(site, key, key.AsTableKey is { } own ? FindTable(own, compileTable, compileRow) : null);
            case ParamKind.Dynamic:
                return new DynamicPlan(site);
            case ParamKind.TableEntry when view.AsTableEntry is { Target: TableEntryRowFragment.Struct, TableRow: { } row }
                && (row.Structure ?? row.Dop) is { } content:
                return new ValueParameterPlan(site, ParameterKind.TableEntry, compileValue(content), null);
            case ParamKind.TableEntry when view.AsTableEntry is { Target: TableEntryRowFragment.Key, TableRow: { Key: { } constant } row }:
                return new PhysConstPlan(site, compileRow(row).Key, constant, ParameterKind.TableEntry);
            default:
                throw MessageException.Invalid($"The parameter '{view.ShortName}' has no content");
        }
    }

    public static ParameterKind ToKind(ParamKind kind) => kind switch
    {
        ParamKind.CodedConst => ParameterKind.CodedConst,
        ParamKind.Dynamic => ParameterKind.Dynamic,
        ParamKind.MatchingRequestParam => ParameterKind.MatchingRequestParam,
        ParamKind.NrcConst => ParameterKind.NrcConst,
        ParamKind.PhysConst => ParameterKind.PhysConst,
        ParamKind.Reserved => ParameterKind.Reserved,
        ParamKind.TableEntry => ParameterKind.TableEntry,
        ParamKind.TableKey => ParameterKind.TableKey,
        ParamKind.TableStruct => ParameterKind.TableStruct,
        ParamKind.System => ParameterKind.System,
        ParamKind.LengthKey => ParameterKind.LengthKey,
        _ => ParameterKind.Value,
    };

    // Some writers give every parameter an empty default; taken at its word it would write zeros where nobody gave a value.
    private static string? ToDefault(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static TablePlan? FindTable(TableKeyParam key, Func<TableDop, TablePlan> compileTable, Func<TableRow, TablePlan> compileRow) =>
        key.AsTableDop is { } table ? compileTable(table)
        : key.AsTableRow is { } row ? compileRow(row)
        : null;

    private static MatchingRequestPlan CompileMatching(in ParameterSite site, MatchingRequestParam matching, ListPlan? request)
    {
        var (position, length) = (matching.RequestBytePosition, matching.ByteLength);
        if (length is < 1 or > ushort.MaxValue)
        {
            throw MessageException.Invalid($"An echo of {length} bytes");
        }

        var original = request is null ? null : Array.Find(request.Parameters, parameter =>
            parameter.Position == position && parameter.BitPosition == 0 && parameter.FixedBits == (int)length * 8
            && parameter is CodedConstPlan or ValueParameterPlan && length <= 4);
        return new MatchingRequestPlan(site, position, (int)length, original);
    }
}
