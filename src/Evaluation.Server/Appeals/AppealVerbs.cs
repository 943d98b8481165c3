using Evaluation.Office.Ledger;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using System.CommandLine;
using Evaluation.Office.Appeals;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Appeals;

/// <summary>`appeal`: what may happen to an appeal.</summary>
internal static class AppealVerbs
{
    /// <summary>The verb with its steps.</summary>
    public static Command Make(Shell shell) =>
        new("appeal", "Lodge, hear, rule on and look up appeals against sealed bulletins (申诉).")
        {
            Lodge(shell), Hear(shell), Consequences(shell), Rule(shell), Withdraw(shell), AppealLists.List(shell),
            AppealLists.Show(shell),
        };

    private static Command Lodge(Shell shell)
    {
        var (id, week) = (Id(), Ask.TheWeek());
        var clause = Ask.May("--clause", "The clause of the line.");
        var fact = Ask.May("--fact", "The fact or period of the line, as the bulletin prints it.");
        var claim = Ask.May("--claim", "The claim decided in the bulletin, when it has no line there.");
        var reason = Ask.Must("--reason", "Why.");
        var evidence = new Option<string[]>("--evidence")
        {
            Description = "Names of the files that prove it.",
            Required = true,
        };
        var verb = ChangeCommand.Verb(
            shell, "lodge", "Appeal against one line, or one decided claim, of a sealed bulletin, within "
            + "the working days that the rulebook leaves for it.\n\n"
            + "Example: evaluation appeal lodge --id S-1 --week 2023-W27 "
            + "--clause 第五条 --fact V-900 --reason 带队领导应为一把手 --evidence 会议纪要.pdf --as yongan.huang",
            typeof(LodgeAppeal), [id, week, clause, fact, claim, reason, evidence],
            (change, ct) => change.OnWeekAsync(
                week,
                named => new LodgeAppeal(
                    change.By, change.Parsed.GetValue(id)!, change.By.Unit ?? "", named,
                    AppealEndpoints.AboutOf(
                        change.Parsed.GetValue(clause), change.Parsed.GetValue(fact), change.Parsed.GetValue(claim)),
                    change.Parsed.GetValue(reason)!, change.Parsed.GetValue(evidence)!),
                ct));
        verb.Validators.Add(result =>
        {
            if (result.GetResult(claim) is null == result.GetResult(fact) is null)
            {
                result.AddError("Give either --claim, or --fact with its --clause.");
            }
        });
        return verb;
    }

    private static Command Hear(Shell shell)
    {
        var (id, note) = (Id(), Ask.Must("--note", "What the unit said."));
        return ChangeCommand.Verb(
            shell, "hear", "Note what the unit said when it was heard (听取陈述).\n\n"
            + "Example: evaluation appeal hear --id S-1 --note 单位补充了行程单 --as weiyuanhui.luo",
            typeof(HearAppeal), [id, note],
            change => new HearAppeal(
                change.By, new AppealHeard(change.Parsed.GetValue(id)!, change.Parsed.GetValue(note)!), null));
    }

    private static Command Withdraw(Shell shell)
    {
        var (id, reason) = (Id(), Ask.Must("--reason", "Why."));
        return ChangeCommand.Verb(
            shell, "withdraw", "Take an appeal back before it is ruled on (撤回).\n\n"
            + "Example: evaluation appeal withdraw --id S-1 --reason 已核对无误 --as yongan.huang",
            typeof(WithdrawAppeal), [id, reason],
            change => new WithdrawAppeal(
                change.By, new AppealWithdrawn(change.Parsed.GetValue(id)!, change.Parsed.GetValue(reason)!), null));
    }

    private static Command Rule(Shell shell)
    {
        var (id, reason) = (Id(), Ask.Must("--reason", "Why."));
        var document = Ask.Must("--document", "The document of the ruling (文号).");
        var dismiss = new Option<bool>("--dismiss") { Description = "The unit is not right; then without a remedy." };
        var remedy = new RemedyOptions(required: false);
        return ChangeCommand.Verb(
            shell, "rule", "Rule on an appeal (裁决); an upheld one is put right at once by its remedy.\n\n"
            + "Example: evaluation appeal rule --id S-1 --remedy correct --change leader=top "
            + "--reason 经核实为一把手带队 --document 肇新鼎招委〔2023〕21号 --as weiyuanhui.luo",
            typeof(RuleAppeal), [id, dismiss, .. remedy.All, reason, document],
            change =>
            {
                var chosen = remedy.Of(change.Parsed);
                return chosen?.Refusal is { } refusal
                    ? refusal
                    : new RuleAppeal(
                        change.By, change.Parsed.GetValue(id)!, !change.Parsed.GetValue(dismiss),
                        change.Parsed.GetValue(reason)!, change.Parsed.GetValue(document)!, chosen?.Value, null);
            });
    }

    private static Command Consequences(Shell shell)
    {
        var (id, format) = (Id(), Ask.Format());
        var remedy = new RemedyOptions(required: true);
        var verb = new Command(
            "consequences", "Show what a remedy would change for all units; nothing is written (试算).\n\n"
            + "Example: evaluation appeal consequences --id S-1 --remedy adjust --points 1.5")
        {
            id, Ask.District(), format,
        };
        remedy.All.ForEach(verb.Add);
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            if (!remedy.Of(parsed)!.TryGet(out var chosen, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            var by = new Signature("", null, shell.Clock.GetUtcNow(), "", "");
            await using var documents = session.Get<Databases>().WriteSession(district);
            var result = await session.Get<Rulings>()
                .ConsequencesAsync(by, parsed.GetValue(id)!, chosen, documents, ct);
            if (!result.TryGet(out var ruling, out refusal))
            {
                return shell.Refuse(refusal);
            }

            var file = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File ?? DistrictFile.Empty;
            AppealLists.Changes(shell, parsed.GetValue(format)!, ruling, session.Get<RuleSets>().Of(file));
            return Shell.Done;
        });
        return verb;
    }

    internal static Option<string> Id() => Ask.Must("--id", "The appeal's number.");

    // What a remedy is read from.
    private sealed class RemedyOptions
    {
        private readonly Option<string?> kind = Ask.May(
            "--remedy", "How it is put right: correct, reverse, restore or adjust.");

        private readonly Option<decimal?> points = new("--points") { Description = "Signed points of an adjustment." };
        private readonly Option<DateOnly?> on = Ask.MayDay("--on", "The right day of a corrected claim.");

        private readonly Option<string[]> changes = Ask.Pairs(
            "--change", "A field of a corrected claim with its right value, for example leader=top.");

        public RemedyOptions(bool required) => kind.Required = required;

        public List<Option> All => [kind, points, on, changes];

        // Null when none is named.
        public Result<Remedy>? Of(ParseResult parsed) => parsed.GetValue(kind) is not { } word
            ? null
            : AppealEndpoints.RemedyOf(new RemedyBody(
                word, parsed.GetValue(on), Ask.Read(parsed.GetValue(changes)).ToDictionary(), parsed.GetValue(points)));
    }
}
