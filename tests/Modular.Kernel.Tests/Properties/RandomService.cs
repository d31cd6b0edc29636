using System.Text.Json.Nodes;
using Modular.Kernel.Tests.Support;
using Modular.Mdd.Authoring;

namespace Modular.Kernel.Tests.Properties;

/// <summary>A service made by chance, whose positive response has the parameters of its request.</summary>
internal sealed class RandomService
{
    private readonly List<(string Name, RandomValue Value)> _parameters = [];

    public RandomService(Random random, string name)
    {
        var count = random.Next(1, 6);
        var definitions = new List<ParamDefinition>();
        for (var index = 0; index < count; index++)
        {
            var value = RandomObjects.Create(random, 0, isLast: index == count - 1);
            _parameters.Add(($"P{index}", value));
            definitions.Add(Define.Value($"P{index}", value.Dop));
        }

        Definition = new DiagServiceDefinition
        {
            DiagComm = new DiagCommDefinition { ShortName = name },
            Request = new RequestDefinition { Params = [Define.Const("SID", 0x2E, at: 0), .. definitions] },
            PositiveResponses = { new ResponseDefinition { Params = [Define.Const("SID", 0x6E, at: 0), .. definitions] } },
        };
    }

    public DiagServiceDefinition Definition { get; }

    /// <summary>Values for all parameters.</summary>
    public JsonObject MakeValues(Random random)
    {
        var values = new JsonObject();
        _parameters.ForEach(parameter => values.Add(parameter.Name, parameter.Value.Make(random)));
        return values;
    }
}
