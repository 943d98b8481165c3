using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using FluentAssertions;

namespace Evaluation.Server.Tests.Store;

/// <summary>What is read and written by hand for speed is the text that the serializer would write by itself.</summary>
public sealed class BoardTextTests
{
    private static readonly JsonSerializerOptions Ours = new(EventJson.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Plain = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly LedgerEntry[] Entries =
    [
        new("C-1", "桂城街道", "visit", new DateOnly(2023, 2, 8), 1m, Facts.None, 7, null),
        new("report/2023-02-06/𠮷镇", "𠮷镇", "report", new DateOnly(2023, 2, 12), 1.000m,
            Values(("nil", Value.Of(true))), 8, 9),
        new("C-\"3\"\\", "部门\n六", "自定事项", DateOnly.MinValue, 0.3333333333333333333333333333m,
            Values(
                ("contracted", Value.Of(305000000.00m)), ("industry", Value.Of("绿色“建材”\"")),
                ("chain_leader", Value.Of(false))),
            long.MaxValue - 1, long.MaxValue),
    ];

    [Fact]
    public void Ledger_entries_are_written_as_the_serializer_writes_them_and_read_again()
    {
        foreach (var entry in Entries)
        {
            var text = JsonSerializer.Serialize(entry, Ours);

            text.Should().Be(JsonSerializer.Serialize(entry, Plain));
            var read = JsonSerializer.Deserialize<LedgerEntry>(text, Ours)!;
            (read with { Values = Facts.None }).Should().Be(entry with { Values = Facts.None });
            read.Values.Should().Equal(entry.Values);
            read.Part.ToString(System.Globalization.CultureInfo.InvariantCulture)
                .Should().Be(entry.Part.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Shares_are_written_as_the_serializer_writes_them_and_read_again()
    {
        IReadOnlyList<Share>[] all = [[], Share.Whole("桂城街道"), [new Share("甲\"", 0.30m), new Share("乙", 0.70m)]];
        foreach (var shares in all)
        {
            var text = JsonSerializer.Serialize(shares, Ours);

            text.Should().Be(JsonSerializer.Serialize(shares, Plain));
            JsonSerializer.Deserialize<IReadOnlyList<Share>>(text, Ours).Should().Equal(shares);
        }
    }

    [Fact]
    public void Figures_are_written_as_the_serializer_writes_them_and_read_again()
    {
        IReadOnlyDictionary<string, decimal>[] all =
        [
            Figures.None,
            new Dictionary<string, decimal>
            {
                ["visits"] = 3m, ["contracted"] = -305000000.00m, ["合同\"额\""] = 0.0000m,
            },
            Figures.InOrder([new("visits", decimal.MaxValue), new("days_out", 29.50m)]),
        ];
        foreach (var figures in all)
        {
            var text = JsonSerializer.Serialize(figures, Ours);

            text.Should().Be(JsonSerializer.Serialize(figures, Plain));
            JsonSerializer.Deserialize<IReadOnlyDictionary<string, decimal>>(text, Ours)
                .Should().BeEquivalentTo(figures);
        }

        var none = () => JsonSerializer.Deserialize<IReadOnlyDictionary<string, decimal>>("[]", Ours);
        none.Should().Throw<JsonException>();
    }

    [Fact]
    public void What_a_later_program_adds_is_passed_over_and_what_is_no_entry_is_refused()
    {
        var entry = JsonSerializer.Deserialize<LedgerEntry>(
            """{"later":{"a":[1]},"fact":"C-1","unit":"甲","knownTo":null,"knownFrom":3}""", Ours)!;

        (entry.Fact, entry.Unit, entry.KnownFrom, entry.KnownTo).Should().Be(("C-1", "甲", 3L, (long?)null));
        JsonSerializer.Deserialize<IReadOnlyList<Share>>("""[{"part":1,"later":{},"unit":"甲"}]""", Ours)
            .Should().Equal(Share.Whole("甲"));
        var none = () => JsonSerializer.Deserialize<LedgerEntry>("[]", Ours);
        none.Should().Throw<JsonException>();
        var others = () => JsonSerializer.Deserialize<IReadOnlyList<Share>>("[1]", Ours);
        others.Should().Throw<JsonException>();
    }

    private static Dictionary<string, Value> Values(params (string Name, Value Value)[] values) =>
        values.ToDictionary(pair => pair.Name, pair => pair.Value);
}
