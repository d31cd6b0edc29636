using Modular.Mdd.Schema;

namespace Modular.Mdd.Tests.Schema;

public sealed class MddSchemaTests
{
    [Fact]
    public void Tables_CountAsInThePublishedSchema()
    {
        var enums = typeof(MddSchema).Assembly.GetTypes().Where(t => t is { IsEnum: true, Namespace: "Modular.Mdd.Schema" } && t != typeof(FieldType)).ToList();

        Assert.Equal(93, MddSchema.Tables.Length);
        Assert.Equal(9, MddSchema.Unions.Length);
        Assert.Equal(9, enums.Count(e => e.Name.EndsWith("Kind", StringComparison.Ordinal)));
        Assert.Equal(20, enums.Count(e => !e.Name.EndsWith("Kind", StringComparison.Ordinal)));
        Assert.Equal(349, MddSchema.Tables.Sum(t => t.Fields.Sum(f => f.Type == FieldType.Union ? 2 : 1)));
        Assert.Equal("EcuData", MddSchema.Tables[MddSchema.RootIndex].Name);
    }

    [Fact]
    public void Fields_IdsAreGapless()
    {
        foreach (var table in MddSchema.Tables)
        {
            var next = 0;
            foreach (var field in table.Fields)
            {
                Assert.True(field.Id == next, $"{table.Name}.{field.Name} has the id {field.Id} instead of {next}.");
                next += field.Type == FieldType.Union ? 2 : 1;
            }
        }
    }

    [Fact]
    public void Enums_ValuesAreGapless()
    {
        foreach (var type in typeof(MddSchema).Assembly.GetTypes().Where(t => t is { IsEnum: true, Namespace: "Modular.Mdd.Schema" }))
        {
            var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>().Select(v => Convert.ToInt32(v, null)).ToList();
            Assert.True(values.SequenceEqual(Enumerable.Range(0, values.Count)), type.Name);
        }
    }
}
