using Modular.Mdd.Schema;

namespace Modular.Mdd.Inspection;

/// <summary>Checks that elements have what they need to mean something. The schema itself demands nothing.</summary>
internal static class CompletenessCheck
{
    private static readonly Dictionary<string, string[]> Needed = new(StringComparer.Ordinal)
    {
        ["EcuData"] = ["ecu_name"],
        ["Variant"] = ["diag_layer"],
        ["FunctionalGroup"] = ["diag_layer"],
        ["Protocol"] = ["diag_layer"],
        ["EcuSharedData"] = ["diag_layer"],
        ["DiagLayer"] = ["short_name"],
        ["ParentRef"] = ["ref"],
        ["DiagComm"] = ["short_name"],
        ["DiagService"] = ["diag_comm", "request"],
        ["SingleEcuJob"] = ["diag_comm", "prog_codes"],
        ["ProgCode"] = ["code_file"],
        ["Library"] = ["code_file"],
        ["Param"] = ["short_name", "specific_data"],
        ["CodedConst"] = ["coded_value", "diag_coded_type"],
        ["NrcConst"] = ["coded_values", "diag_coded_type"],
        ["PhysConst"] = ["phys_constant_value", "dop"],
        ["Value"] = ["dop"],
        ["LengthKeyRef"] = ["dop"],
        ["System"] = ["dop", "sys_param"],
        ["Reserved"] = ["bit_length"],
        ["MatchingRequestParam"] = ["byte_length"],
        ["TableKey"] = ["table_key_reference"],
        ["TableStruct"] = ["table_key"],
        ["TableEntry"] = ["table_row"],
        ["TableDop"] = ["short_name", "key_dop", "rows"],
        ["TableRow"] = ["short_name", "key"],
        ["DOP"] = ["specific_data"],
        ["NormalDOP"] = ["diag_coded_type", "compu_method", "physical_type"],
        ["DTCDOP"] = ["diag_coded_type", "dtcs"],
        ["DTC"] = ["short_name", "trouble_code"],
        ["DiagCodedType"] = ["specific_data"],
        ["StandardLengthType"] = ["bit_length"],
        ["LeadingLengthInfoType"] = ["bit_length"],
        ["ParamLengthInfoType"] = ["length_key"],
        ["Field"] = ["basic_structure|env_data_desc"],
        ["StaticField"] = ["field", "fixed_number_of_items", "item_byte_size"],
        ["EndOfPduField"] = ["field"],
        ["DynamicLengthField"] = ["field", "determine_number_of_items"],
        ["DynamicEndMarkerField"] = ["field", "end_dop", "termination_value"],
        ["DetermineNumberOfItems"] = ["dop"],
        ["MUXDOP"] = ["switch_key"],
        ["SwitchKey"] = ["dop"],
        ["EnvDataDesc"] = ["param_short_name|param_path_short_name", "env_datas"],
        ["StateChart"] = ["short_name", "states", "start_state_short_name_ref"],
        ["State"] = ["short_name"],
        ["StateTransition"] = ["short_name", "source_short_name_ref", "target_short_name_ref"],
        ["StateTransitionRef"] = ["state_transition"],
        ["PreConditionStateRef"] = ["state"],
        ["VariantPattern"] = ["matching_parameter"],
        ["MatchingParameter"] = ["expected_value", "diag_service", "out_param|out_param_path_short_name"],
        ["ComParamRef"] = ["com_param", "simple_value|complex_value"],
        ["ComParam"] = ["short_name", "specific_data"],
        ["ComplexComParam"] = ["com_params"],
        ["ProtStack"] = ["short_name"],
        ["Unit"] = ["short_name"],
        ["DiagVariable"] = ["short_name"],
        ["PosResponseSuppressible"] = ["bit_mask"],
    };

    // Alternatives of which one is enough stand together.
    private static readonly FieldDescription[][][] ByType =
    [
        .. MddSchema.Tables.Select(table => Needed.TryGetValue(table.Name, out var names)
            ? names.Select(group => group.Split('|').Select(name => table.Fields.First(field => field.Name == name)).ToArray()).ToArray()
            : []),
    ];

    public static void Check(MddElement element, ElementPath path, List<MddFinding> findings)
    {
        foreach (var group in ByType[element.Type])
        {
            if (!group.Any(field => IsPresent(element, field)))
            {
                findings.Add(MddInspection.Warning(
                    path.ToString(), $"the {element.TypeName} has no {string.Join(" and no ", group.Select(field => field.Name))}"));
            }
        }
    }

    private static bool IsPresent(MddElement element, in FieldDescription field) => field switch
    {
        { Type: FieldType.Table or FieldType.Union, IsVector: true } => element.CountChildren(field) > 0,
        { Type: FieldType.Table or FieldType.Union } => element.Child(field) is not null,
        _ => element.Table.Has(field.Id),
    };
}
