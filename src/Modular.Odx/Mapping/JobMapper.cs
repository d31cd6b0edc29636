using Modular.Mdd.Authoring;
using Modular.Odx.Documents;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Jobs, their code and libraries.</summary>
internal sealed class JobMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<LibraryDefinition> _libraries;
    private readonly DefinitionMemo<JobParamDefinition> _params;

    public JobMapper(MappingSession session)
    {
        _session = session;
        _libraries = new(session, (element, _) => Library(element));
        _params = new(session, Param);
    }

    /// <summary>Code files that were met, each with the element that names it.</summary>
    public Dictionary<string, OdxElement> CodeFiles { get; } = new(StringComparer.Ordinal);

    public SingleEcuJobDefinition Job(OdxElement element, OdxLayer? scope) => new()
    {
        DiagComm = _session.DiagComms.Common(element, scope),
        ProgCodes = [.. element.TakeList("PROG-CODES", "PROG-CODE").Select(ProgCode)],
        InputParams = Params(element, "INPUT-PARAMS", "INPUT-PARAM", scope),
        OutputParams = Params(element, "OUTPUT-PARAMS", "OUTPUT-PARAM", scope),
        NegativeOutputParams = Params(element, "NEG-OUTPUT-PARAMS", "NEG-OUTPUT-PARAM", scope),
    };

    public ProgCodeDefinition ProgCode(OdxElement element) => new()
    {
        CodeFile = CodeFile(element),
        Encryption = element.TakeText("ENCRYPTION"),
        Syntax = element.TakeText("SYNTAX"),
        Revision = element.TakeText("REVISION"),
        EntryPoint = element.TakeText("ENTRYPOINT"),
        Libraries = [.. element.TakeList("LIBRARY-REFS", "LIBRARY-REF").Select(Referred).OfType<LibraryDefinition>()],
    };

    private List<JobParamDefinition> Params(OdxElement job, string list, string item, OdxLayer? scope) =>
        [.. job.TakeList(list, item).Select(param => _params.Get(param, scope)).OfType<JobParamDefinition>()];

    private JobParamDefinition Param(OdxElement element, OdxLayer? scope) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
        PhysicalDefaultValue = element.TakeText("PHYSICAL-DEFAULT-VALUE"),
        DopBase = _session.Dops.Referred(element, "DOP-BASE", scope),
        Semantic = element.Attribute("SEMANTIC"),
    };

    private LibraryDefinition? Referred(OdxElement reference)
    {
        if (_session.References.Resolve(reference) is not { } found)
        {
            return null;
        }

        if (found.Name != "LIBRARY")
        {
            _session.WrongKind(reference, found, "LIBRARY");
            return null;
        }

        return _libraries.Get(found, null);
    }

    private LibraryDefinition Library(OdxElement element) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
        CodeFile = CodeFile(element),
        Encryption = element.TakeText("ENCRYPTION"),
        Syntax = element.TakeText("SYNTAX"),
        Revision = element.TakeText("REVISION"),
        EntryPoint = element.TakeText("ENTRYPOINT"),
    };

    private string? CodeFile(OdxElement element)
    {
        var file = element.TakeText("CODE-FILE");
        if (!string.IsNullOrWhiteSpace(file))
        {
            CodeFiles.TryAdd(file.Trim(), element);
        }

        return file;
    }
}
