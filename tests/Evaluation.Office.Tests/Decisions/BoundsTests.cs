using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Evaluation.Office.Adjustments;
using Evaluation.Office.Decisions;
using Evaluation.Office.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Decisions;

/// <summary>What an event may hold: the ranges, and that no value of any event is left out of them.</summary>
public sealed class BoundsTests
{
    private static readonly Dictionary<string, Type> Stored = typeof(StoredAsAttribute).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<StoredAsAttribute>() is not null)
        .ToDictionary(type => type.GetCustomAttribute<StoredAsAttribute>()!.Name);

    // Worse than any value of its kind; what a value cannot be read from is refused before it is an event.
    private static readonly JsonNode[] Texts = ["甲\u202E乙", "甲\u0000", new string('长', 2001)];
    private static readonly JsonNode[] Days = ["9999-12-31", "0001-01-01"];
    private static readonly JsonNode[] Numbers = [1e16m, -1e16m];

    public static TheoryData<string> Names => [.. Stored.Keys.Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void Every_value_of_every_event_has_a_range(string name)
    {
        var text = File.ReadAllText(Path.Combine(
            Sample.Root(), "tests", "Evaluation.Office.Tests", "Decisions", "Samples", $"{name}.json"));
        var made = MadeIn(Stored[name]).ToList();
        Bounds.Check(Read(name, text)).Should().BeNull();

        foreach (var leaf in Leaves(JsonNode.Parse(text)!).Where(one => !made.Exists(member => Within(one, member))))
        {
            foreach (var worst in WorseThan(leaf))
            {
                if (With(name, text, leaf.GetPath(), worst) is { } @event)
                {
                    Bounds.Check(@event).Should().NotBeNull("{0} = {1}", leaf.GetPath(), worst.ToJsonString());
                }
            }
        }
    }

    [Theory]
    [InlineData("1949-10-01", true)]
    [InlineData("1949-09-30", false)]
    [InlineData("2099-12-31", true)]
    [InlineData("2100-01-01", false)]
    public void Days_end_where_nobody_means_them(string day, bool taken) => Taken(
        new UnitEntered("a", "甲镇", "镇街", "镇街", Sample.Day(day)), taken ? null : ("day-out-of-range", "from"));

    [Theory]
    [InlineData("1000000", true)]
    [InlineData("-1000000", true)]
    [InlineData("1000000.01", false)]
    [InlineData("-79228162514264337593543950335", false)]
    public void Points_end_far_above_every_scheme(string points, bool taken) => Taken(
        Decided(decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), "由"),
        taken ? null : ("amount-out-of-range", "points"));

    [Theory]
    [InlineData("0.000001", true)]
    [InlineData("-12.345678", true)]
    [InlineData("0.5000000000", true)]
    [InlineData("0.0000001", false)]
    [InlineData("-0.33333333333333333333333333", false)]
    public void Points_have_as_many_decimals_as_anybody_decides(string points, bool taken) => Taken(
        Decided(decimal.Parse(points, System.Globalization.CultureInfo.InvariantCulture), "由"),
        taken ? null : ("points-too-fine", "points"));

    public static TheoryData<string, string?> NamesOfUnits => new()
    {
        { "甲镇", null },
        { new string('长', 200), null },
        { new string('长', 201), "text-too-long" },
        { string.Concat(Enumerable.Repeat("𠮷", 200)), null },
        { string.Concat(Enumerable.Repeat("👨‍👩‍👧", 200)), null },
        { string.Concat(Enumerable.Repeat("👨‍👩‍👧", 201)), "text-too-long" },
        { "甲\n镇", "text-wrong" },
        { "甲\t镇", "text-wrong" },
        { "甲\u0085镇", "text-wrong" },
        { "甲\u2028镇", "text-wrong" },
        { "甲\u202E镇", "text-wrong" },
        { "甲\u2066镇", "text-wrong" },
        { "甲\u200F镇", "text-wrong" },
        { "甲\u0007镇", "text-wrong" },
        { "甲\uD800镇", "text-wrong" },
        { "甲\uDC00", "text-wrong" },
    };

    [Theory, MemberData(nameof(NamesOfUnits))]
    public void A_name_is_one_line_that_can_be_read_and_printed(string name, string? code) => Taken(
        new UnitEntered("a", name, "镇街", "镇街", Sample.Day("2023-01-01")), code is null ? null : (code, "name"));

    [Fact]
    public void A_reason_may_have_lines_and_no_more_than_its_characters()
    {
        Taken(Decided(1m, "一、\n二、\t三、\r\n四"), null);
        Taken(Decided(1m, new string('由', 2000)), null);
        Taken(Decided(1m, new string('由', 2001)), ("text-too-long", "reason"));
        Taken(Decided(1m, "由\u202E"), ("text-wrong", "reason"));
    }

    [Fact]
    public void A_list_has_an_end()
    {
        var parts = Enumerable.Range(0, 5001).Select(i => new SplitPart($"{i}", "甲", "镇街", "镇街", 0m)).ToList();

        Taken(new UnitSplit("a", [.. parts.Take(5000)], Sample.Day("2023-01-01"), "号", "由"), null);
        Taken(new UnitSplit("a", [.. parts], Sample.Day("2023-01-01"), "号", "由"), ("too-many", "into"));
    }

    private static AdjustmentDecided Decided(decimal points, string reason) =>
        new("1", "甲镇", points, Sample.Day("2023-01-01"), Sample.Day("2023-01-01"), "号", reason);

    private static void Taken(object @event, (string Code, string Where)? refused)
    {
        var decision = Decision.Accept(@event);

        (decision.Refusal?.Code, decision.Refusal?.Where).Should().Be((refused?.Code, refused?.Where));
        decision.Events.Count.Should().Be(refused is null ? 1 : 0);
        decision.Refusal?.Remedy.Should().NotBeEmpty();
    }

    private static object Read(string name, string text) =>
        JsonSerializer.Deserialize(text, Stored[name], TestOffice.StoredJson)!;

    private static object? With(string name, string text, string path, JsonNode value)
    {
        var root = JsonNode.Parse(text)!;
        Leaves(root).First(leaf => leaf.GetPath() == path).ReplaceWith(value.DeepClone());
        try
        {
            return Read(name, root.ToJsonString());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode[] WorseThan(JsonNode leaf) =>
        leaf.GetValueKind() != JsonValueKind.String ? Numbers
        : DateOnly.TryParseExact(leaf.GetValue<string>(), "yyyy-MM-dd", out _) ? Days : Texts;

    // Its own members, and those of a step that it holds.
    private static IEnumerable<string> MadeIn(Type type) =>
        (type.GetCustomAttribute<StoredAsAttribute>()?.Made ?? []).Select(JsonNamingPolicy.CamelCase.ConvertName)
        .Concat(type.GetProperties()
            .Where(member => member.PropertyType.GetCustomAttribute<StoredAsAttribute>() is not null)
            .SelectMany(member => MadeIn(member.PropertyType)
                .Select(path => $"{JsonNamingPolicy.CamelCase.ConvertName(member.Name)}.{path}")));

    private static bool Within(JsonNode leaf, string member) =>
        leaf.GetPath() == $"$.{member}" || leaf.GetPath().StartsWith($"$.{member}[", StringComparison.Ordinal);

    private static IEnumerable<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject some => some.SelectMany(pair => pair.Value is null ? [] : Leaves(pair.Value)),
        JsonArray many => many.SelectMany(one => one is null ? [] : Leaves(one)),
        _ => [node],
    };
}
