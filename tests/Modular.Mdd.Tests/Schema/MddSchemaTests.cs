using Modular.Mdd.Schema;

namespace Modular.Mdd.Tests.Schema;

public sealed class MddSchemaTests
{
    [Fact]
    public void Tables_WithoutOurs_CountAsInThePublishedSchema()
    {
        var enums = typeof(MddSchema).Assembly.GetTypes().Where(t => t is { IsEnum: true, Namespace: "Modular.Mdd.Schema" } && t != typeof(FieldType)).ToList();
        var published = MddSchema.Tables.Where(t => !t.IsOurs).ToList();

        Assert.Equal(93, published.Count);
        Assert.Equal(9, MddSchema.Unions.Length);
        Assert.Equal(9, enums.Count(e => e.Name.EndsWith("Kind", StringComparison.Ordinal)));
        Assert.Equal(20, MddSchema.Enums.Count(e => !e.IsOurs));
        Assert.Equal(enums.Count(e => !e.Name.EndsWith("Kind", StringComparison.Ordinal)), MddSchema.Enums.Length);
        Assert.Equal(349, published.Sum(t => t.Fields.Where(f => !f.IsOurs).Sum(f => f.Type == FieldType.Union ? 2 : 1)));
        Assert.Equal("EcuData", MddSchema.Tables[MddSchema.RootIndex].Name);
    }

    [Fact]
    public void Ours_StandBehindWhatIsPublished()
    {
        foreach (var table in MddSchema.Tables)
        {
            Assert.Equal(table.Fields.OrderBy(f => f.IsOurs).ThenBy(f => f.Id), table.Fields);
            foreach (var field in table.Fields.Where(f => !f.IsOurs))
            {
                // A published field that leads to one of our tables would not be one.
                Assert.False(field.Type == FieldType.Table && MddSchema.Tables[field.Target].IsOurs, $"{table.Name}.{field.Name}");
                Assert.False(field.Type == FieldType.Enum && MddSchema.Enums[field.Target].IsOurs, $"{table.Name}.{field.Name}");
            }
        }

        foreach (var union in MddSchema.Unions)
        {
            for (var kind = 1; kind < union.Alternatives.Length; kind++)
            {
                Assert.Equal(kind > union.LastPublished, MddSchema.Tables[union.Alternatives[kind]].IsOurs);
            }
        }
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
