using Evaluation.Benchmarks.Load;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Benchmarks.Rules;

/// <summary>What the rules cost: clauses, scoring, a draft.</summary>
public static class RulesPart
{
    /// <summary>60 units and 3 years give about 48,000 facts.</summary>
    public static readonly LoadSettings ThreeYears = new(60, 156, 308);

    /// <summary>Measures all of it.</summary>
    public static async Task<IReadOnlyList<Figure>> RunAsync(Bench bench) =>
    [
        .. await ClauseRates.RunAsync(bench),
        .. await HistoryScoring.RunAsync(bench),
    ];

    /// <summary>
    /// The twelve clauses, an edition for each assessment year of 52 whole weeks: a week over new year, which the
    /// scorer takes apart, has no plain counterpart in SQL.
    /// </summary>
    /// <param name="change">What a draft changes in the text.</param>
    public static RuleSet Editions(Func<string, string>? change = null) => new([.. Texts(change).Select(Read)]);

    /// <summary>The twelve clauses as one edition for all the years, as an office drafts it.</summary>
    /// <param name="change">What a draft changes in the text.</param>
    public static RuleSet OneEdition(Func<string, string>? change = null)
    {
        var text = Resource("rulebook.yaml");
        return new RuleSet([Read(change?.Invoke(text) ?? text)]);
    }

    /// <summary>Their texts.</summary>
    /// <param name="change">What a draft changes in the text.</param>
    /// <param name="years">For how many years.</param>
    public static IReadOnlyList<string> Texts(Func<string, string>? change = null, int years = 3)
    {
        var text = Resource("rulebook.yaml");
        text = change?.Invoke(text) ?? text;
        return
        [
            .. Enumerable.Range(0, years).Select(year =>
            {
                var from = ThreeYears.From.AddDays(year * 364);
                return text
                    .Replace("edition: 1", $"edition: {year + 1}", StringComparison.Ordinal)
                    .Replace("2023-01-02", $"{from:yyyy-MM-dd}", StringComparison.Ordinal)
                    .Replace("2026-12-31", $"{from.AddDays(363):yyyy-MM-dd}", StringComparison.Ordinal)
                    .Replace("\"01-02\"", $"\"{from:MM-dd}\"", StringComparison.Ordinal);
            }),
        ];
    }

    /// <summary>Compiles a text.</summary>
    public static Rulebook Read(string text)
    {
        var (rulebook, findings) = RulebookReader.Read(text);
        return rulebook ?? throw new UnequalException(findings[0].ToString());
    }

    /// <summary>A file that lies beside this one.</summary>
    public static string Resource(string name)
    {
        using var stream = typeof(RulesPart).Assembly.GetManifestResourceStream(typeof(RulesPart), name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
