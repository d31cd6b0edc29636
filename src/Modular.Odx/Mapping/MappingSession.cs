using Modular.Odx.Conversion;
using Modular.Odx.Documents;
using Modular.Odx.Losses;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>What all mappers of one conversion share, and the mappers themselves.</summary>
internal sealed class MappingSession
{
    public MappingSession(DocumentSet set, ReferenceResolver references, ProblemList problems, LossList losses, OdxConversionOptions options)
    {
        Set = set;
        References = references;
        Problems = problems;
        Losses = losses;
        Options = options;
        Values = new ValueReader(problems);
        SpecialData = new SpecialDataMapper(this);
        Units = new UnitMapper(this);
        CodedTypes = new CodedTypeMapper(this);
        ComputationMethods = new CompuMethodMapper(this);
        Dops = new DopMapper(this);
        Params = new ParamMapper(this);
        Tables = new TableMapper(this);
        States = new StateMapper(this);
        Jobs = new JobMapper(this);
        ComParams = new ComParamMapper(this);
        DiagComms = new DiagCommMapper(this);
        Messages = new MessageMapper(this);
        Variables = new VariableMapper(this);
        Patterns = new VariantPatternMapper(this);
        Layers = new LayerMapper(this);
    }

    public DocumentSet Set { get; }

    public ReferenceResolver References { get; }

    public ProblemList Problems { get; }

    public LossList Losses { get; }

    public OdxConversionOptions Options { get; }

    public ScopeTracker Scopes { get; } = new();

    public ValueReader Values { get; }

    public SpecialDataMapper SpecialData { get; }

    public UnitMapper Units { get; }

    public CodedTypeMapper CodedTypes { get; }

    public CompuMethodMapper ComputationMethods { get; }

    public DopMapper Dops { get; }

    public ParamMapper Params { get; }

    public TableMapper Tables { get; }

    public StateMapper States { get; }

    public JobMapper Jobs { get; }

    public ComParamMapper ComParams { get; }

    public DiagCommMapper DiagComms { get; }

    public MessageMapper Messages { get; }

    public VariableMapper Variables { get; }

    public VariantPatternMapper Patterns { get; }

    public LayerMapper Layers { get; }

    /// <summary>Follows a reference by short name in a layer, else in the layer around the reference.</summary>
    public OdxElement? ResolveName(OdxElement reference, NameSpace space, OdxLayer? scope)
    {
        if (reference.Attribute("SHORT-NAME") is not { Length: > 0 } name)
        {
            Problems.Unresolved(reference, $"{reference.Name} has no SHORT-NAME.");
            return null;
        }

        Scopes.Use(space, name);
        var home = Set.LayerAround(reference);
        if ((scope?.Find(space, name) ?? home?.Find(space, name)) is { } found)
        {
            return found;
        }

        var where = (scope ?? home)?.ShortName ?? Set.ContainerOf(reference).ShortName;
        var message = $"{reference.Name} names {name}, which {where} neither declares nor inherits.";
        if (Scopes.LeavesUnboundNames)
        {
            throw new UnboundNameException(message);
        }

        Problems.Unresolved(reference, message);
        return null;
    }

    /// <summary>Follows a reference by identifier (-REF) or by short name (-SNREF), whichever an element has.</summary>
    public OdxElement? Follow(OdxElement owner, string stem, NameSpace space, OdxLayer? scope) =>
        owner.TakeAny(stem + "-REF", stem + "-SNREF") is { } reference ? Follow(reference, space, scope) : null;

    /// <summary>Follows a reference of either form.</summary>
    public OdxElement? Follow(OdxElement reference, NameSpace space, OdxLayer? scope) =>
        reference.Attribute("ID-REF") is null && reference.Name.EndsWith("-SNREF", StringComparison.Ordinal)
            ? ResolveName(reference, space, scope)
            : References.Resolve(reference);

    /// <summary>Reports a reference to something of the wrong kind.</summary>
    public void WrongKind(OdxElement reference, OdxElement found, string wanted) =>
        Problems.Recoverable(reference, $"{reference.Name} leads to {found.Name} {found.ShortName}, which is no {wanted}.", LossReason.Unresolved);
}
