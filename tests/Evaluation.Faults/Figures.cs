using System.Globalization;
using Evaluation.Faults.History;

namespace Evaluation.Faults;

/// <summary>What a part did and found.</summary>
/// <param name="Part">Its name.</param>
/// <param name="Strikes">How many faults were caused.</param>
/// <param name="History">All requests.</param>
/// <param name="Recoveries">Seconds from a strike to the first accepted request that was sent after it.</param>
/// <param name="Judgement">How answers and log compare.</param>
/// <param name="Findings">What `verify`, `recount`, the board or a process has to say.</param>
internal sealed record Figures(
    string Part, int Strikes, IReadOnlyCollection<Asked> History, IReadOnlyList<double> Recoveries,
    Judgement Judgement, IReadOnlyList<string> Findings)
{
    /// <summary>Why the part was left out; null when it ran.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Whether nothing is wrong.</summary>
    public bool Sound => Findings.Count == 0 && !Judgement.All.Any();

    /// <summary>A part that cannot run here.</summary>
    public static Figures Without(string part, string why) =>
        new(part, 0, [], [], new Judgement([], [], [], [], []), []) { LeftOut = why };

    /// <summary>All parts as a table in Markdown, with what is wrong below.</summary>
    public static string Table(IReadOnlyList<Figures> all)
    {
        var lines = new List<string>
        {
            "| part | strikes | requests | accepted | stored | refused | failed | unknown | lost | doubled | half "
                + "| untrue | findings | answers again p50 | max |",
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        };
        lines.AddRange(all.Where(one => one.LeftOut is null).Select(Row));
        foreach (var one in all)
        {
            var said = one.LeftOut is { } why ? [$"left out: {why}"] : one.Judgement.All.Concat(one.Findings).ToArray();
            if (said.Length > 0)
            {
                lines.AddRange(["", $"## {one.Part}", "", .. said.Take(40).Select(sentence => $"- {sentence}")]);
            }
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Row(Figures one)
    {
        var judged = one.Judgement;
        string[] cells =
        [
            one.Part, Number(one.Strikes), Number(one.History.Count), .. Enum.GetValues<Answer>().Select(one.Count),
            Number(judged.Lost.Count), Number(judged.Doubled.Count), Number(judged.Half.Count),
            Number(judged.Untrue.Count), Number(judged.Odd.Count + one.Findings.Count), one.Seconds(0.5),
            one.Seconds(1),
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Number(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private string Count(Answer answer) => Number(History.Count(asked => asked.Answer == answer));

    private string Seconds(double share) => Recoveries.Count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{Recoveries.Order().ElementAt((int)Math.Ceiling(Recoveries.Count * share) - 1):0.0} s");
}
