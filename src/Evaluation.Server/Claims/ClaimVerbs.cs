using System.CommandLine;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Claims;

/// <summary>`claim`: everything that may happen to a claim.</summary>
internal static class ClaimVerbs
{
    /// <summary>The verb with its steps.</summary>
    public static Command Make(Shell shell)
    {
        return new Command("claim", "Report, decide and look up claims (填报事项).")
        {
            Report(shell), Verify(shell), Correct(shell), Attach(shell), Reverse(shell),
            Step<ReturnClaim>(
                shell, "return", "Send a claim back to be completed (退回).", "kaoping.liang",
                (by, claim, reason) => new ReturnClaim(by, new ClaimReturned(claim, reason), null)),
            Step<RefuseClaim>(
                shell, "refuse", "Find that a claim does not count (不予认定).", "kaoping.liang",
                (by, claim, reason) => new RefuseClaim(by, new ClaimRefused(claim, reason), null)),
            Step<WithdrawClaim>(
                shell, "withdraw", "Take a claim back before it is decided (撤回).", "yongan.huang",
                (by, claim, reason) => new WithdrawClaim(by, new ClaimWithdrawn(claim, reason), null)),
            ClaimLists.List(shell), ClaimLists.Show(shell),
        };
    }

    private static Option<string> Id() => Ask.Must("--id", "The claim's number.");

    private static Command Report(Shell shell)
    {
        var (id, unit) = (Id(), Ask.May("--unit", "The unit; the signer's own when not given."));
        var on = Ask.Day("--on", "The day it happened.");
        var facts = Ask.Pairs(
            "--fact", "A field, for example leader=top; repeat for each. Money with its unit: 3000万.");
        var known = string.Join(", ", BuiltInKinds.BuiltIn.Select(one => one.Name));
        var kind = Ask.Must("--kind", $"The kind of claim: {known}, or one that the rulebook declares.");
        var evidence = new Option<string[]>("--evidence")
        {
            Description = "Names of papers that prove it and are kept elsewhere.",
        };
        var files = Files();
        return ChangeCommand.Verb(
            shell, "report", "Report a claim (填报).\n\n"
            + "Example: evaluation claim report --id V-900 --kind visit --unit 永安镇 --on 2023-07-03 "
            + "--fact enterprise=衡澜力 --fact leader=top --as yongan.huang",
            typeof(ReportClaim), [id, kind, unit, on, facts, evidence, files],
            (change, ct) => KeptAsync(change, files, kept => new ReportClaim(
                change.By, change.Parsed.GetValue(id)!, change.Parsed.GetValue(unit) ?? change.By.Unit ?? "",
                change.Parsed.GetValue(kind)!, change.Parsed.GetValue(on)!.Value,
                Ask.Read(change.Parsed.GetValue(facts)), [], change.Parsed.GetValue(evidence) ?? [])
            {
                Files = kept,
            }, ct));
    }

    private static Option<string[]> Files() => new("--attach")
    {
        Description = "A photograph, PDF, docx or xlsx that proves it; repeat for each.",
    };

    private static Command Attach(Shell shell)
    {
        var (id, files) = (Id(), Files());
        files.Required = true;
        return ChangeCommand.Verb(
            shell, "attach", "Add files that prove a claim while it waits (补充佐证材料).\n\n"
            + "Example: evaluation claim attach --id V-900 --attach 会谈记录.pdf --attach 合影.jpg --as yongan.huang",
            typeof(AddEvidence), [id, files],
            (change, ct) => KeptAsync(
                change, files, kept => new AddEvidence(change.By, change.Parsed.GetValue(id)!, kept, null), ct));
    }

    // The files are kept before the command names them; what is refused then is swept later.
    private static async Task<Result<object>> KeptAsync(
        ChangeCommand change, Option<string[]> files, Func<IReadOnlyList<EvidenceFile>, object> make,
        CancellationToken ct)
    {
        var (store, kept) = (change.Session.Get<EvidenceStore>(), new List<EvidenceFile>());
        foreach (var path in change.Parsed.GetValue(files) ?? [])
        {
            if (!File.Exists(path))
            {
                return new Refusal("file-missing", $"没有文件“{path}”。", "files", "请核对路径。");
            }

            await using var content = File.OpenRead(path);
            if (!(await store.KeepAsync(content, Path.GetFileName(path), ct)).TryGet(out var file, out var refusal))
            {
                return refusal;
            }

            kept.Add(file);
        }

        return Result.Of(make(kept));
    }

    private static Command Verify(Shell shell)
    {
        var (id, note) = (Id(), Ask.May("--note", "A remark."));
        return ChangeCommand.Verb(
            shell, "verify", "Verify a claim: from now on it counts (认定); somebody else than who reported it.\n\n"
            + "Example: evaluation claim verify --id V-900 --as kaoping.liang",
            typeof(VerifyClaim), [id, note],
            change => new VerifyClaim(
                change.By, change.Parsed.GetValue(id)!, change.Parsed.GetValue(note) ?? "", null));
    }

    private static Command Correct(Shell shell)
    {
        var (id, reason, on) = (Id(), Ask.Must("--reason", "Why."), Ask.MayDay("--on", "The right day."));
        var facts = Ask.Pairs("--fact", "A field with its right value; an empty value removes it.");
        var files = Files();
        return ChangeCommand.Verb(
            shell, "correct", "Put a claim's facts right (更正); fields not named keep their values.\n\n"
            + "Example: evaluation claim correct --id V-900 --fact leader=member --reason 带队领导填写有误 "
            + "--as yongan.huang",
            typeof(CorrectClaim), [id, on, facts, reason, files],
            (change, ct) => KeptAsync(change, files, kept => new CorrectClaim(
                change.By, change.Parsed.GetValue(id)!, change.Parsed.GetValue(on),
                Ask.Read(change.Parsed.GetValue(facts)), null, change.Parsed.GetValue(reason)!, null)
            {
                Files = kept,
            }, ct));
    }

    private static Command Reverse(Shell shell)
    {
        var (id, reason) = (Id(), Ask.Must("--reason", "Why."));
        var document = Ask.Must("--document", "The document that decides it (文号).");
        return ChangeCommand.Verb(
            shell, "reverse", "Take a verification back (冲销).\n\n"
            + "Example: evaluation claim reverse --id V-900 --reason 经核查不实 "
            + "--document 肇新鼎招考〔2023〕30号 --as kaoping.liang",
            typeof(ReverseClaim), [id, reason, document],
            change => new ReverseClaim(
                change.By,
                new ClaimReversed(
                    change.Parsed.GetValue(id)!, change.Parsed.GetValue(reason)!, change.Parsed.GetValue(document)!),
                null));
    }

    private static Command Step<TCommand>(
        Shell shell, string name, string description, string account,
        Func<Signature, string, string, TCommand> command) where TCommand : notnull
    {
        var (id, reason) = (Id(), Ask.Must("--reason", "Why; kept with the claim permanently."));
        return ChangeCommand.Verb(
            shell, name,
            $"{description}\n\nExample: evaluation claim {name} --id V-900 --reason 佐证材料不全 --as {account}",
            typeof(TCommand), [id, reason],
            change => Result.Of<object>(
                command(change.By, change.Parsed.GetValue(id)!, change.Parsed.GetValue(reason)!)));
    }
}
