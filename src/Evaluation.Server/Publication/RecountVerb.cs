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
        var week = Ask.May("--week", "The sealed week; the last one when not given.");
        var all = new Option<bool>("--all") { Description = "Every sealed week." };
        var verb = new Command(
            "recount",
            "Count sealed weeks again from the events and compare with the published bytes; exit code 1 when one "
            + "differs.\n\n"
            + "Example: evaluation recount --all")
        {
            week, all, Ask.District(),
        };
        verb.Validators.Add(result =>
        {
            if (result.GetResult(week) is not null && result.GetResult(all) is not null)
            {
                result.AddError("Give either --week or --all.");
            }
        });
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
            (await WeeksAsync(session, district, parsed.GetValue(week), parsed.GetValue(all), ct))
                .TryGet(out var weeks, out var refusal)
                ? await CountAsync(shell, session, district, weeks, ct)
                : shell.Refuse(refusal));
        return verb;
    }

    private static async Task<Result<List<Week>>> WeeksAsync(
        CliSession session, string district, string? named, bool all, CancellationToken ct)
    {
        if (named is not null)
        {
            return (await session.WeekAsync(district, named, ct)).Then<List<Week>>(week => (List<Week>)[week]);
        }

        var file = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File ?? DistrictFile.Empty;
        var weeks = file.Sealings.Select(sealing => sealing.Week).ToList();
        if (weeks.Count == 0)
        {
            return new Refusal("none-sealed", "还没有已签发的通报。", "week", "请先签发。");
        }

        return all ? weeks : [weeks[^1]];
    }

    private static async Task<int> CountAsync(
        Shell shell, CliSession session, string district, List<Week> weeks, CancellationToken ct)
    {
        var results = new List<(Week Week, string? Difference)>();
        await shell.ProgressAsync($"Recounting {district}", async progress =>
        {
            await using var query = session.Session(district);
            foreach (var week in weeks)
            {
                results.Add((week, await session.Get<Recount>().DifferenceAsync(query, week, ct)));
                progress.Report((results.Count, weeks.Count));
            }
        });
        foreach (var (week, difference) in results)
        {
            shell.Out.WriteLine(difference is null ? $"{week}　重算一致" : $"{week}　不一致：{difference}");
        }

        var differing = results.Count(result => result.Difference is not null);
        shell.Out.WriteLine(
            differing == 0 ? $"共{results.Count}期，全部一致。" : $"共{results.Count}期，{differing}期不一致。");
        return differing == 0 ? Shell.Done : Shell.Refused;
    }
}
