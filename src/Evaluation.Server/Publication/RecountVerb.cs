using System.CommandLine;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Publication;

/// <summary>`recount`: counts sealed weeks again from the events.</summary>
internal static class RecountVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var (district, week) = (Ask.District(), Ask.May("--week", "The sealed week; the last one when not given."));
        var all = new Option<bool>("--all") { Description = "Every sealed week." };
        var verb = new Command(
            "recount",
            "Count sealed weeks again from the events and compare with the published bytes; "
            + "exit code 1 when one differs.\n\n"
            + "Example: evaluation recount --all")
        {
            week, all, district,
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(week) is not null && result.GetResult(all) is not null)
            {
                result.AddError("Give either --week or --all.");
            }
        });
        verb.SetAction(async (parsed, ct) =>
        {
            await using var desk = await CliSession.ConsultAsync(shell, ct);
            if (!(await desk.DistrictAsync(parsed.GetValue(district), ct)).TryGet(out var meant, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            (var weeks, refusal) = await WeeksAsync(desk, meant, parsed.GetValue(week), parsed.GetValue(all), ct);
            return refusal is not null ? shell.Refuse(refusal) : await CountAsync(shell, desk, meant, weeks, ct);
        });
        return verb;
    }

    private static async Task<(IReadOnlyList<Week> Weeks, Refusal? Refusal)> WeeksAsync(
        CliSession desk, string district, string? named, bool all, CancellationToken ct)
    {
        if (named is not null)
        {
            return (await desk.WeekAsync(district, named, ct)).TryGet(out var one, out var refusal)
                ? ([one], null) : ([], refusal);
        }

        var file = (await desk.Get<BoardReader>().DistrictAsync(district, ct))?.File ?? DistrictFile.Empty;
        var sealedWeeks = file.Sealings.Select(sealing => sealing.Week).ToList();
        return sealedWeeks.Count == 0 ? ([], new Refusal("none-sealed", "还没有已签发的通报。", "week", "请先签发。"))
            : (all ? sealedWeeks : [sealedWeeks[^1]], null);
    }

    private static async Task<int> CountAsync(
        Shell shell, CliSession desk, string district, IReadOnlyList<Week> weeks, CancellationToken ct)
    {
        var results = new List<(Week Week, string? Difference)>();
        await shell.ProgressAsync($"Recounting {district}", async progress =>
        {
            await using var session = desk.Session(district);
            foreach (var week in weeks)
            {
                results.Add((week, await desk.Get<Recount>().DifferenceAsync(session, week, ct)));
                progress.Report((results.Count, weeks.Count));
            }
        });
        foreach (var (week, difference) in results)
        {
            shell.Out.WriteLine($"{week}　{(difference is null ? "重算一致" : $"不一致：{difference}")}");
        }

        var differing = results.Count(result => result.Difference is not null);
        shell.Out.WriteLine(
            differing == 0 ? $"共{results.Count}期，全部一致。" : $"共{results.Count}期，{differing}期不一致。");
        return differing == 0 ? Shell.Done : Shell.Refused;
    }
}
