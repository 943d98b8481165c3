using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Firms;

/// <summary>`firm`: the firms on file, listed and put right.</summary>
internal static class FirmVerbs
{
    private static readonly (string Name, string Heading, Func<Firm, string> Cell)[] Columns =
    [
        ("firm", "代号", one => one.Id),
        ("name", "名称", one => one.Name),
        ("credit_code", "统一社会信用代码", one => one.CreditCode ?? ""),
        ("industry", "行业", one => one.Industry),
        ("aliases", "别名", one => string.Join('、', one.Aliases)),
        ("merged_into", "已并入", one => one.MergedInto ?? ""),
    ];

    private static readonly (string Name, string Heading, Func<FirmTrialLine, string> Cell)[] Lines =
    [
        ("unit", "单位", line => line.Unit),
        ("fact", "事项", line => line.Fact),
        ("what", "内容", line => line.What),
        ("on", "日期", line => line.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("clause", "条款", line => line.Clause),
        ("before", ">现在", line => line.Before.ToString(CultureInfo.InvariantCulture)),
        ("after", ">登记后", line => line.After.ToString(CultureInfo.InvariantCulture)),
        ("sealed", "已签发", line => line.Sealed ? "是" : ""),
    ];

    /// <summary>Builds the `firm` command with its steps.</summary>
    public static Command Make(Shell shell)
    {
        var (format, find) = (
            Ask.Format(), Ask.May("--find", "A part of a name, an alias or a code; all firms when not given."));
        var verb = new Command(
            "firm", "List the firms on file (企业), or put a file right: name, credit code, two files of one firm.\n\n"
            + "Example: evaluation firm --district dinghu --find 鼎新")
        {
            find, Ask.District(), format, Rename(shell), Code(shell), Merge(shell), Unmerge(shell), Try(shell),
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            Output.Rows(
                shell, parsed.GetValue(format)!, "firms", Columns,
                await session.Get<FileSearch>().AllAsync<Firm>(
                    district, new SoughtFiles("enterprise/", parsed.GetValue(find) ?? ""), Firm.Evolve, ct));
            return Shell.Done;
        });
        return verb;
    }

    private static Command Rename(Shell shell)
    {
        var (firm, name) = (TheFirm(), Ask.Must("--name", "The new registered name."));
        var (from, reason) = (Ask.Day("--from", "The first day of the new name."), Reason());
        return ChangeCommand.Verb(
            shell, "rename", "Give a firm another registered name (登记名称变更); the former one stays an alias.\n\n"
            + "Example: evaluation firm rename 鼎新 --name 肇庆鼎新科技股份有限公司 --from 2023-07-03 "
            + "--reason 营业执照变更 --as kaoping.liang",
            typeof(RenameFirm), [firm, name, from, reason],
            change => new RenameFirm(
                change.By,
                new FirmRenamed(
                    change.Parsed.GetValue(firm)!, change.Parsed.GetValue(name)!, change.Parsed.GetValue(from)!.Value,
                    change.Parsed.GetValue(reason)!),
                null));
    }

    private static Command Code(Shell shell)
    {
        var (firm, code) = (TheFirm(), Ask.May("--code", "The right code; left out while it is not known."));
        var reason = Reason();
        return ChangeCommand.Verb(
            shell, "code", "Put a firm's wrong credit code right; the wrong one belongs to nobody then.\n\n"
            + "Example: evaluation firm code 鼎新 --code 91441200MA4UXXXX1K --reason 对照营业执照更正 "
            + "--as kaoping.liang",
            typeof(CorrectCode), [firm, code, reason],
            change => new CorrectCode(
                change.By,
                new FirmCodeCorrected(
                    change.Parsed.GetValue(firm)!, change.Parsed.GetValue(code)?.ToUpperInvariant(),
                    change.Parsed.GetValue(reason)!),
                null));
    }

    private static Command Merge(Shell shell)
    {
        var (firm, into, reason) = (TheFirm(), Into(), Reason());
        return ChangeCommand.Verb(
            shell, "merge", "Take a firm's file into another file of the same firm (并档).\n"
            + "`firm try` shows beforehand what it changes.\n\n"
            + "Example: evaluation firm merge 鼎新科技 --into 鼎新 --reason 同一营业执照 --as kaoping.liang",
            typeof(MergeFirms), [firm, into, reason],
            change => new MergeFirms(
                change.By,
                new FirmMerged(
                    change.Parsed.GetValue(firm)!, change.Parsed.GetValue(into)!, change.Parsed.GetValue(reason)!),
                null));
    }

    private static Command Unmerge(Shell shell)
    {
        var (firm, reason) = (TheFirm(), Reason());
        return ChangeCommand.Verb(
            shell, "unmerge", "Take a wrong merger of two files back (撤销并档).\n\n"
            + "Example: evaluation firm unmerge 鼎新科技 --reason 两家企业同名 --as kaoping.liang",
            typeof(UndoMerge), [firm, reason],
            change => new UndoMerge(
                change.By,
                new FirmMergeUndone(change.Parsed.GetValue(firm)!, "", change.Parsed.GetValue(reason)!), null));
    }

    private static Command Try(Shell shell)
    {
        var (firm, format) = (TheFirm(), Ask.Format());
        var into = Ask.May("--into", "The file that would stay; without it, what undoing the merger would change.");
        var verb = new Command(
            "try", "Show what a merger of two files, or undoing it, would change; nothing is stored.\n\n"
            + "Example: evaluation firm try 鼎新科技 --into 鼎新 --district dinghu")
        {
            firm, into, Ask.District(), format,
        };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            await using var query = session.Session(district);
            var (trials, named) = (session.Get<FirmTrials>(), parsed.GetValue(firm)!);
            var tried = parsed.GetValue(into) is { } stays
                ? await trials.OfMergerAsync(query, named, stays, ct)
                : await trials.OfUndoingAsync(query, named, ct);
            if (!tried.TryGet(out var answer, out var refusal))
            {
                return shell.Refuse(refusal);
            }

            if (parsed.GetValue(format) == Ask.Table)
            {
                foreach (var sentence in answer.Sentences)
                {
                    shell.Out.WriteLine(sentence);
                }
            }

            Output.Rows(shell, parsed.GetValue(format)!, "lines", Lines, answer.Lines);
            return Shell.Done;
        });
        return verb;
    }

    private static Argument<string> TheFirm() => new("FIRM") { Description = "The firm's short name (代号)." };

    private static Option<string> Into() => Ask.Must("--into", "The short name of the file that stays.");

    private static Option<string> Reason() => Ask.Must("--reason", "Why, and by which paper.");
}
