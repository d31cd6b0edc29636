using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Fields: structures that repeat.</summary>
internal sealed class FieldMapper(MappingSession session)
{
    public StaticFieldDefinition Static(OdxElement element, OdxLayer? scope) => new()
    {
        FixedNumberOfItems = session.Values.UInt(element, "FIXED-NUMBER-OF-ITEMS"),
        ItemByteSize = session.Values.UInt(element, "ITEM-BYTE-SIZE"),
        Field = Field(element, scope),
    };

    public EndOfPduFieldDefinition EndOfPdu(OdxElement element, OdxLayer? scope) => new()
    {
        MaxNumberOfItems = session.Values.OptionalUInt(element, "MAX-NUMBER-OF-ITEMS"),
        MinNumberOfItems = session.Values.OptionalUInt(element, "MIN-NUMBER-OF-ITEMS"),
        Field = Field(element, scope),
    };

    public DynamicLengthFieldDefinition DynamicLength(OdxElement element, OdxLayer? scope)
    {
        var field = new DynamicLengthFieldDefinition { ItemsOffset = session.Values.UInt(element, "OFFSET"), Field = Field(element, scope) };
        if (element.Take("DETERMINE-NUMBER-OF-ITEMS") is { } number)
        {
            field.DetermineNumberOfItems = new DetermineNumberOfItemsDefinition
            {
                BytePosition = session.Values.UInt(number, "BYTE-POSITION"),
                BitPosition = session.Values.UInt(number, "BIT-POSITION"),
                Dop = session.Dops.Referred(number, "DATA-OBJECT-PROP", scope),
            };
        }

        return field;
    }

    public DynamicEndMarkerFieldDefinition DynamicEndMarker(OdxElement element, OdxLayer? scope)
    {
        // ODX 2.0 and 2.1 refer to the marker's type by DATA-OBJECT-PROP-REF.
        var marker = element.TakeAny("DYN-END-DOP-REF", "DATA-OBJECT-PROP-REF");
        return new DynamicEndMarkerFieldDefinition
        {
            Field = Field(element, scope),
            EndDop = marker is null ? null : session.Dops.Referred(marker, scope),
            TerminationValue = marker?.TakeText("TERMINATION-VALUE") ?? element.TakeText("TERMINATION-VALUE"),
        };
    }

    private FieldDefinition Field(OdxElement element, OdxLayer? scope) => new()
    {
        BasicStructure = session.Dops.Referred(element, "BASIC-STRUCTURE", scope),
        EnvDataDesc = session.Dops.Referred(element, "ENV-DATA-DESC", scope),
        IsVisible = session.Values.Flag(element, "IS-VISIBLE", true),
    };
}
