using Evaluation.Rulebooks.Text;

namespace Evaluation.Rulebooks.Tests.Text;

/// <summary>Writes whole rulebooks from the table: what must be written, and one place as a test wants it.</summary>
internal static class GrammarText
{
    // Names in maps, so that examples of the table can refer to them.
    private static readonly Dictionary<GrammarPlace, string> Names = new()
    {
        [Grammar.Kind] = "landing",
        [Grammar.Field] = "landed_in",
        [Grammar.Measure] = "visits",
        [Grammar.Best] = "year",
    };

    // What else must be written where a place or key is, as place.key.
    private static readonly Dictionary<string, Dictionary<string, string?>> Besides = new()
    {
        ["rulebook"] = new()
        {
            ["rulebook.kinds"] = "{landing: {label: 异地落地, fields: {landed_in: {label: 落地单位, type: unit}}}}",
            ["rulebook.measures"] = "{visits: {label: 外出招商, unit: 家次, count: visit}}",
            ["rulebook.items"] = "[{id: 外出招商}]",
        },
        ["share"] = new() { ["clause.each"] = "landing", ["share.unit"] = "30%", ["share.landed_in"] = "70%" },
        ["clause.share"] = new() { ["clause.each"] = "landing" },
        ["measure.holder"] = new() { ["measure.count"] = "landing" },
        ["measure.sum"] = new() { ["measure.count"] = null },
        ["prize.last"] = new() { ["prize.rank"] = null },
        ["field.choices"] = new() { ["field.type"] = "choice" },
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

    /// <summary>A text that holds the place with what must be written.</summary>
    public static string Least(GrammarPlace place) => Write(place, [], place.Name);

    /// <summary>The same with a value under a key.</summary>
    public static string With(GrammarPlace place, string key, string value) =>
        Write(place, new() { [$"{place.Name}.{key}"] = value }, place.Name, $"{place.Name}.{key}");

    /// <summary>What is written with a value under a key, but for the key itself.</summary>
    public static string Lacking(GrammarPlace place, string key) =>
        Write(place, new() { [$"{place.Name}.{key}"] = null }, place.Name, $"{place.Name}.{key}");

    /// <summary>The same without some keys.</summary>
    public static string Without(GrammarPlace place, params IEnumerable<string> keys) =>
        Write(place, keys.ToDictionary(key => $"{place.Name}.{key}", _ => (string?)null), place.Name);

    private static string Write(GrammarPlace place, Dictionary<string, string?> settings, params string[] besides)
    {
        var all = besides.Prepend("rulebook").Where(Besides.ContainsKey).Reverse();
        foreach (var (key, value) in all.SelectMany(name => Besides[name]))
        {
            settings.TryAdd(key, value);
        }

        var body = Body(place, settings);
        while (place != Grammar.Whole)
        {
            var child = place;
            (place, var key) = Grammar.All.SelectMany(one => one.Keys, (one, key) => (one, key))
                .First(one => Holds(one.key.Type, child));
            settings[$"{place.Name}.{key.Name}"] = Wrap(key.Type, child, body);
            body = Body(place, settings);
        }

        return body;
    }

    private static string Body(GrammarPlace place, Dictionary<string, string?> settings)
    {
        var least = place.Keys.Where(key => key.Required || place.OneOf.FirstOrDefault() == key.Name)
            .ToDictionary(key => key.Name, key => (string?)key.Example);
        var prefix = $"{place.Name}.";
        foreach (var (key, value) in settings.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            least[key[prefix.Length..]] = value;
        }

        var written = least.Where(one => one.Value is not null).Select(one => $"{one.Key}: {one.Value}");
        return $"{{{string.Join(", ", written)} }}";
    }

    private static bool Holds(GrammarType type, GrammarPlace place) => type switch
    {
        PlaceType one => one.Place == place,
        ListType list => Holds(list.Of, place),
        MapType map => Holds(map.Of, place),
        EitherType either => either.Ways.Any(way => Holds(way, place)),
        _ => false,
    };

    private static string Wrap(GrammarType type, GrammarPlace place, string body) => type switch
    {
        ListType list => $"[{Wrap(list.Of, place, body)}]",
        MapType map => $"{{{Names[place]}: {Wrap(map.Of, place, body)} }}",
        EitherType either => Wrap(either.Ways.First(way => Holds(way, place)), place, body),
        _ => body,
    };
}
