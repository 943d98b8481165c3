using System.CommandLine;
using Evaluation.Office.Ledger;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Publication;

/// <summary>`recount`: counts sealed weeks and periods again from the events.</summary>
internal static class RecountVerb
{
    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var week = Ask.MayTerm("The sealed week or period; the last sealed week when not given.");
        var all = new Option<bool>("--all") { Description = "Every sealed week and period." };
        var verb = new Command(
            "recount",
            "Count sealed weeks and periods again from the events and compare with the published bytes; exit code 1\n"
            + "when one differs.\n\n"
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
            (await TermsAsync(session, district, parsed.GetValue(week), parsed.GetValue(all), ct))
                .TryGet(out var terms, out var refusal)
                ? await CountAsync(shell, session, district, terms, ct)
                : shell.Refuse(refusal));
        return verb;
    }

    private static async Task<Result<List<Term>>> TermsAsync(
        CliSession session, string district, string? named, bool all, CancellationToken ct)
    {
        if (named is not null)
        {
            return (await session.TermAsync(district, named, ct)).Then<List<Term>>(term => (List<Term>)[term]);
        }

        var file = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File ?? DistrictFile.Empty;
        var weeks = file.Sealings.Select(sealing => (Term)sealing.Week).ToList();
        if (weeks.Count == 0)
        {
            return new Refusal("none-sealed", "还没有已签发的通报。", "week", "请先签发。");
        }

        List<Term> terms = all ? [.. weeks, .. await session.Get<IssueReader>().PeriodsAsync(district, ct)]
            : [weeks[^1]];
        return terms;
    }

    private static async Task<int> CountAsync(
        Shell shell, CliSession session, string district, List<Term> terms, CancellationToken ct)
    {
        var results = new List<(Term Term, string? Difference)>();
        await shell.ProgressAsync($"Recounting {district}", async progress =>
        {
            await using var query = session.Session(district);
            foreach (var term in terms)
            {
                results.Add((term, await session.Get<Recount>().DifferenceAsync(query, term, ct)));
                progress.Report((results.Count, terms.Count));
            }
        });
        foreach (var (term, difference) in results)
        {
            shell.Out.WriteLine(difference is null ? $"{term}　重算一致" : $"{term}　不一致：{difference}");
        }

        var differing = results.Count(result => result.Difference is not null);
        shell.Out.WriteLine(
            differing == 0 ? $"共{results.Count}期，全部一致。" : $"共{results.Count}期，{differing}期不一致。");
        return differing == 0 ? Shell.Done : Shell.Refused;
    }
}
