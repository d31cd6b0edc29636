using Modular.Mdd.Authoring;
using Modular.Mdd.Schema;
using Modular.Odx.Documents;
using Modular.Odx.References;

namespace Modular.Odx.Mapping;

/// <summary>Requests and responses.</summary>
internal sealed class MessageMapper
{
    private readonly MappingSession _session;
    private readonly DefinitionMemo<RequestDefinition> _requests;
    private readonly DefinitionMemo<ResponseDefinition> _responses;

    public MessageMapper(MappingSession session)
    {
        _session = session;
        _requests = new(session, MakeRequest);
        _responses = new(session, MakeResponse);
    }

    /// <summary>The request of a service.</summary>
    public RequestDefinition? Request(OdxElement service, OdxLayer? scope)
    {
        if (service.Take("REQUEST-REF") is not { } reference || _session.References.Resolve(reference) is not { } found)
        {
            return null;
        }

        if (found.Name != "REQUEST")
        {
            _session.WrongKind(reference, found, "REQUEST");
            return null;
        }

        return _requests.Get(found, scope);
    }

    /// <summary>The responses that a service lists.</summary>
    public List<ResponseDefinition> Responses(OdxElement service, string kind, OdxLayer? scope)
    {
        var responses = new List<ResponseDefinition>();
        foreach (var (_, element) in ResponseElements(service, kind))
        {
            if (_responses.Get(element, scope) is { } response)
            {
                responses.Add(response);
            }
        }

        return responses;
    }

    /// <summary>The elements behind <see cref="Responses"/>.</summary>
    public IEnumerable<(OdxElement Reference, OdxElement Response)> ResponseElements(OdxElement service, string kind)
    {
        foreach (var reference in service.TakeList(kind + "-REFS", kind + "-REF"))
        {
            if (_session.References.Resolve(reference) is not { } found)
            {
                continue;
            }

            if (found.Name is "POS-RESPONSE" or "NEG-RESPONSE" or "GLOBAL-NEG-RESPONSE")
            {
                yield return (reference, found);
            }
            else
            {
                _session.WrongKind(reference, found, "response");
            }
        }
    }

    public ResponseDefinition? Get(OdxElement response, OdxLayer? scope) => _responses.Get(response, scope);

    private RequestDefinition MakeRequest(OdxElement element, OdxLayer? scope) => new()
    {
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
        Sdgs = _session.SpecialData.Groups(element),
        Params = _session.Params.List(element, scope),
    };

    private ResponseDefinition MakeResponse(OdxElement element, OdxLayer? scope) => new()
    {
        ResponseType = element.Name switch
        {
            "POS-RESPONSE" => ResponseType.PosResponse,
            "NEG-RESPONSE" => ResponseType.NegResponse,
            _ => ResponseType.GlobalNegResponse,
        },
        ShortName = SpecialDataMapper.Name(element),
        LongName = SpecialDataMapper.LongName(element),
        Sdgs = _session.SpecialData.Groups(element),
        Params = _session.Params.List(element, scope),
    };
}
