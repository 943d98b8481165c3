using Evaluation.Rulebooks.Text;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>Writes whole rulebooks from the table: what must be written, and one section as a test wants it.</summary>
internal static class GrammarText
{
    // Names in maps, so that examples of the table can refer to them.
    private static readonly Dictionary<GrammarSection, string> Names = new()
    {
        [Grammar.Kind] = "landing",
        [Grammar.Field] = "landed_in",
        [Grammar.Measure] = "visits",
        [Grammar.Best] = "year",
    };

    // What else must be written where a section or key is, as section.key.
    private static readonly Dictionary<string, Dictionary<string, string?>> Besides = new()
    {
        ["rulebook"] = new()
        {
            ["rulebook.kinds"] = "{landing: {label: 异地落地, fields: {landed_in: {label: 落地单位, type: unit}, "
                + "led_by: {label: 牵头单位, type: unit}}}}",
            ["rulebook.measures"] = "{visits: {label: 外出招商, unit: 家次, count: visit}}",
            ["rulebook.items"] = "[{id: 外出招商}]",
        },
        ["share"] = new() { ["clause.each"] = "landing", ["share.unit"] = "30%", ["share.landed_in"] = "70%" },
        ["clause.share"] = new() { ["clause.each"] = "landing" },
        ["measure.holder"] = new() { ["measure.count"] = "landing" },
        ["measure.sum"] = new() { ["measure.count"] = null },
        ["measure.value"] = new() { ["measure.count"] = null },
        ["measure.take"] = new() { ["measure.count"] = null, ["measure.sum"] = "signing.contracted" },
        ["measure.of_each"] = new() { ["measure.per"] = "enterprise" },
        ["measure.trim"] = new()
        {
            ["measure.count"] = null,
            ["measure.sum"] = "signing.contracted",
            ["measure.take"] = "mean",
        },
        ["tie_breaker.direct"] = new() { ["tie_breaker.countback"] = null, ["tie_breaker.points"] = "1" },
        ["tie_breaker.points"] = new()
        {
            ["tie_breaker.countback"] = null,
            ["tie_breaker.direct"] = "landing.landed_in",
        },
        ["tie_breaker.opponents"] = new() { ["tie_breaker.countback"] = null },
        ["prize.last"] = new() { ["prize.rank"] = null },
        ["field.choices"] = new() { ["field.type"] = "choice" },
        ["field.negative"] = new() { ["field.type"] = "decimal" },
        ["clause.over"] = new() { ["clause.each"] = "month" },
        ["clause.for"] = new() { ["clause.each"] = "month" },
        ["clause.absent"] = new() { ["clause.each"] = "month", ["clause.gives"] = "target(visits)" },
        ["tiers"] = new() { ["clause.each"] = "signing" },
        ["bands"] = new() { ["clause.each"] = "signing" },
        ["example"] = new() { ["example.facts"] = "[2023-03-01 visit leader=top]" },
        ["example.targets"] = new() { ["clause.each"] = "month" },
        ["example.leaders"] = new()
        {
            ["clause.each"] = "month",
            ["clause.for"] = "top",
            ["example.gives"] = "[0.5, 0.5]"
        },
    };

    /// <summary>A text that holds the section with what must be written.</summary>
    public static string Least(GrammarSection section) => Write(section, [], section.Name);

    /// <summary>The same with a value under a key.</summary>
    public static string With(GrammarSection section, string key, string value) =>
        Write(section, new() { [$"{section.Name}.{key}"] = value }, section.Name, $"{section.Name}.{key}");

    /// <summary>What is written with a value under a key, but for the key itself.</summary>
    public static string Lacking(GrammarSection place, string key) =>
        Write(place, new() { [$"{place.Name}.{key}"] = null }, place.Name, $"{place.Name}.{key}");

    /// <summary>The same without some keys.</summary>
    public static string Without(GrammarSection section, params IEnumerable<string> keys) =>
        Write(section, keys.ToDictionary(key => $"{section.Name}.{key}", _ => (string?)null), section.Name);

    private static string Write(GrammarSection section, Dictionary<string, string?> settings, params string[] besides)
    {
        var all = besides.Prepend("rulebook").Where(Besides.ContainsKey).Reverse();
        foreach (var (key, value) in all.SelectMany(name => Besides[name]))
        {
            settings.TryAdd(key, value);
        }

        var body = Body(section, settings);
        while (section != Grammar.Whole)
        {
            var child = section;
            (section, var key) = Grammar.All.SelectMany(one => one.Keys, (one, key) => (one, key))
                .First(one => Holds(one.key.Type, child));
            settings[$"{section.Name}.{key.Name}"] = Wrap(key.Type, child, body);
            body = Body(section, settings);
        }

        return body;
    }

    private static string Body(GrammarSection section, Dictionary<string, string?> settings)
    {
        var least = section.Keys.Where(key => key.Required || section.OneOf.FirstOrDefault() == key.Name)
            .ToDictionary(key => key.Name, key => (string?)key.Example);
        var prefix = $"{section.Name}.";
        foreach (var (key, value) in settings.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            least[key[prefix.Length..]] = value;
        }

        var written = least.Where(one => one.Value is not null).Select(one => $"{one.Key}: {one.Value}");
        return $"{{{string.Join(", ", written)} }}";
    }

    private static bool Holds(GrammarType type, GrammarSection section) => type switch
    {
        SectionType one => one.Section == section,
        ListType list => Holds(list.Of, section),
        MapType map => Holds(map.Of, section),
        EitherType either => either.Ways.Any(way => Holds(way, section)),
        _ => false,
    };

    private static string Wrap(GrammarType type, GrammarSection section, string body) => type switch
    {
        ListType list => $"[{Wrap(list.Of, section, body)}]",
        MapType map => $"{{{Names[section]}: {Wrap(map.Of, section, body)} }}",
        EitherType either => Wrap(either.Ways.First(way => Holds(way, section)), section, body),
        _ => body,
    };
}
