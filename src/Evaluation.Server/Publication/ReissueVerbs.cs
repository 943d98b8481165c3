using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Publication;

/// <summary>`reissue`: what it takes to issue a sealed week again.</summary>
internal static class ReissueVerbs
{
    private static readonly (string Name, string Heading, Func<IssueRow, string> Cell)[] Columns =
    [
        ("issue", "印发", one => ReissueDecider.Name(one.Issue)),
        ("inForce", "效力", one => one.InForce ? "现行" : "已被取代"),
        ("kind", "种类", one => one.Kind is null ? "" : ReissueDecider.Label(ReissueEndpoints.KindOf(one.Kind)!.Value)),
        ("document", "文号", one => one.Document),
        ("sealedAt", "签发", one => one.SealedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        ("sealedBy", "签发人", one => one.SealedBy),
        ("reason", "理由", one => one.Reason ?? ""),
    ];

    /// <summary>The verb with its steps.</summary>
    public static Command Make(Shell shell) =>
        new("reissue", "Preview, propose, approve, drop and list new issues of a sealed week or period (补发).")
        {
            Preview(shell), Propose(shell), Approve(shell), Drop(shell), List(shell),
        };

    private static Command Propose(Shell shell)
    {
        var week = Ask.TheTerm();
        var kind = Ask.Must("--kind", "revision (计划修订: known later) or correction (差错更正).");
        var document = Ask.Must("--document", "The document number (文号).");
        var reason = Ask.Must("--reason", "Why, as printed.");
        return ChangeCommand.Verb(
            shell, "propose", "Propose a new issue of a sealed week or period; somebody else approves.\n\n"
            + "Example: evaluation reissue propose --week 2023-W10 --kind revision --document 肇新鼎招考〔2023〕31号 "
            + "--reason 核验补录 --as kaoping.su",
            typeof(ProposeReissue), [week, kind, document, reason],
            (change, ct) => change.OnTermAsync(
                week,
                of => ReissueEndpoints.KindOf(change.Parsed.GetValue(kind)) is { } known
                    ? new ProposeReissue(
                        change.By, of, known, change.Parsed.GetValue(reason)!, change.Parsed.GetValue(document)!)
                    : ReissueEndpoints.KindWrong,
                ct));
    }

    private static Command Approve(Shell shell) => Step(
        shell, "approve", "Approve the proposal of a week and seal the new issue; somebody else than who proposed.\n\n"
        + "Example: evaluation reissue approve --week 2023-W10 --as weiyuanhui.xie",
        (by, week) => new ApproveReissue(by, week));

    private static Command Drop(Shell shell) => Step(
        shell, "drop",
        "Take one's own proposal back.\n\nExample: evaluation reissue drop --week 2023-W10 --as kaoping.su",
        (by, week) => new DropReissue(by, week));

    private static Command Step<TCommand>(
        Shell shell, string name, string description, Func<Signature, Term, TCommand> command) where TCommand : notnull
    {
        var week = Ask.TheTerm();
        return ChangeCommand.Verb(
            shell, name, description, typeof(TCommand), [week],
            (change, ct) => change.OnTermAsync(week, of => Result.Of<object>(command(change.By, of)), ct));
    }

    private static Command Preview(Shell shell) => Reading(
        shell, "preview", "Show what a new issue of a week would change; nothing is stored.\n\n"
        + "Example: evaluation reissue preview --week 2023-W10",
        async (session, district, week, _, ct) =>
        {
            await using var query = session.Session(district);
            var draft = await session.Get<ReissueDrafts>().OfAsync(
                query, week, shell.Clock.GetUtcNow(), "", true, ct);
            return shell.Show(draft, made => Show(shell, week, made));
        });

    private static Command List(Shell shell)
    {
        var format = Ask.Format();
        var verb = Reading(
            shell, "list", "List the issues of a week and the open proposal.\n\n"
            + "Example: evaluation reissue list --week 2023-W10",
            async (session, district, week, parsed, ct) =>
            {
                await using var query = session.Session(district);
                var file = await query.StateAsync<WeekFile>(week.Stream, ct);
                var persons = await session.Get<PersonNames>().OfAsync(district, ct);
                Output.Rows(shell, parsed.GetValue(format)!, "issues", Columns, IssueRow.Of(file, persons));
                if (file?.Proposal is { } open && parsed.GetValue(format) == Ask.Table)
                {
                    var (name, kind) = (ReissueDecider.Name(open.Issue), ReissueDecider.Label(open.Kind));
                    shell.Out.WriteLine(
                        $"待核准：{name}（{kind}，{open.Document}），"
                        + $"由“{persons.Called(open.Proposer, open.ProposedBy)}”提出：{open.Reason}");
                }

                return Shell.Done;
            });
        verb.Add(format);
        return verb;
    }

    private static Command Reading(
        Shell shell, string name, string description,
        Func<CliSession, string, Term, ParseResult, CancellationToken, Task<int>> read)
    {
        var week = Ask.TheTerm();
        var verb = new Command(name, description) { Ask.District(), week };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
            (await session.TermAsync(district, parsed.GetValue(week)!, ct)).TryGet(out var of, out var refusal)
                ? await read(session, district, of, parsed, ct)
                : shell.Refuse(refusal));
        return verb;
    }

    /// <summary>Prints what a new issue of a week would change.</summary>
    /// <returns>The exit code.</returns>
    internal static int Show(Shell shell, Term term, ReissueDraft draft)
    {
        if (!draft.Content.Changed)
        {
            shell.Out.WriteLine($"{term}的得分和位次与现行的通报相同，没有可补发的变动。");
            return Shell.Done;
        }

        var issue = draft.Bulletin.Issue!;
        shell.Out.WriteLine(
            $"{term}　{ReissueDecider.Name(issue.Number)}与{ReissueDecider.Name(issue.SupersedesIssue)}相比：");
        foreach (var line in issue.Lines)
        {
            shell.Out.WriteLine(
                $"  {line.Unit}　{line.Clause}　{line.Fact}　{Pair(line.Before, line.After)}分　{line.Because}");
        }

        var (print, here) = (PrintedPoints.Of(draft.Bulletin), draft.Bulletin.Period?.Here ?? "本周");
        foreach (var unit in issue.Places)
        {
            var (was, now) = (unit.Before, unit.After);
            shell.Out.WriteLine(
                $"  {unit.Name}　{here}{Totals(was.WeekPoints, now.WeekPoints)}分，"
                + $"第{Pair(was.WeekRank, now.WeekRank)}名；累计{Totals(was.YearPoints, now.YearPoints)}分，"
                + $"第{Pair(was.YearRank, now.YearRank)}名");
        }

        foreach (var (later, units) in draft.Touched)
        {
            var moved = units.Count(unit => unit.RankBefore != unit.RankAfter);
            shell.Out.WriteLine($"  {later}已公布的累计有{units.Count}个单位不同，其中{moved}个单位位次不同");
        }

        shell.Out.WriteLine($"内容校验码{draft.Content.Digest[..12]}，数据截至第{draft.Bulletin.Position}号事件。");
        return Shell.Done;

        string Totals(decimal before, decimal after) => Pair(print.Number(before), print.Number(after));
    }

    private static string Pair(decimal before, decimal after) =>
        before == after ? $"{Value.Of(after)}" : $"{Value.Of(before)}→{Value.Of(after)}";
}
