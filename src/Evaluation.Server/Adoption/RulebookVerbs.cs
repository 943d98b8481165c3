using System.CommandLine;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;

namespace Evaluation.Server.Adoption;

/// <summary>`rulebook`: checks, tests, compares and adopts editions, and prints how they are written.</summary>
internal static class RulebookVerbs
{
    /// <summary>Builds the `rulebook` command with its steps.</summary>
    public static Command Make(Shell shell) =>
        new("rulebook", "Check, test, compare and adopt rulebooks (考评办法); print how they are written.")
        {
            Check(shell), Test(shell), Diff(shell), Adopt(shell),
            Print(
                shell, "reference", "Print how a rulebook is written, as Markdown: every key, function and shape.",
                "evaluation rulebook reference > src/Evaluation.Rulebooks/Text/REFERENCE.md", RulebookReference.Text),
            Print(
                shell, "schema", "Print the JSON schema of rulebooks, with which editors complete and check.",
                "evaluation rulebook schema > src/Evaluation.Rulebooks/Text/rulebook.schema.json", RulebookSchema.Text),
        };

    private static Command Print(Shell shell, string name, string about, string example, Func<string> text)
    {
        var verb = new Command(name, $"{about}\n\nExample: {example}");
        verb.SetAction(_ =>
        {
            shell.Out.Write(text());
            return Shell.Done;
        });
        return verb;
    }

    private static Argument<FileInfo> File(string name = "FILE") =>
        new Argument<FileInfo>(name) { Description = "The rulebook's text, YAML." }.AcceptExistingOnly();

    // Findings go to the other writer, with the location as compilers print it: errors first, each in order of
    // location.
    private static async Task<Rulebook?> ReadAsync(
        Shell shell, FileInfo file, Func<string, RulebookResult> read, CancellationToken ct)
    {
        if (!(await TextFiles.ReadAsync(shell, file, TextSort.Rulebook, ct)).TryGet(out var text, out var refusal))
        {
            shell.Refuse(refusal);
            return null;
        }

        var (rulebook, findings) = read(text);
        foreach (var finding in findings.OrderBy(finding => finding.Severity))
        {
            var weight = finding.Severity == Severity.Error ? "错误" : "提示";
            shell.Error.WriteLine($"{file}:{finding.Line}:{finding.Column}: {weight}：{finding.What}{finding.Remedy}");
        }

        var wrong = findings.Count(finding => finding.Severity == Severity.Error);
        if (findings.Count > 0)
        {
            shell.Error.WriteLine($"共{wrong}处错误，{findings.Count - wrong}处提示。");
        }

        return wrong > 0 ? null : rulebook;
    }

    private static Command Check(Shell shell)
    {
        var file = File();
        var verb = new Command(
            "check",
            "Read a rulebook; list by line and column what is wrong (错误) and what somebody should look at (提示): "
            + "conditions that never hold, steps and caps that never matter, words that nothing uses, "
            + "shapes that can be gamed; exit code 1 when anything is wrong; needs no database.\n\n"
            + "Example: evaluation rulebook check seeds/dinghu/rulebook-2023.yaml")
        {
            file,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            if (await ReadAsync(shell, parsed.GetValue(file)!, RulebookCheck.Of, ct) is not { } rulebook)
            {
                return Shell.Refused;
            }

            shell.Out.WriteLine(
                $"{rulebook.Title}，第{rulebook.Edition}版，{rulebook.From:yyyy-MM-dd}至{rulebook.To:yyyy-MM-dd}，"
                + $"{rulebook.Clauses.Length}条，没有错误。");
            return Shell.Done;
        });
        return verb;
    }

    private static Command Test(Shell shell)
    {
        var file = File();
        var verb = new Command(
            "test", "Count the examples beside the clauses and show each; needs no database.\n\n"
            + "Example: evaluation rulebook test seeds/dinghu/rulebook-2023.yaml")
        {
            file,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            if (await ReadAsync(shell, parsed.GetValue(file)!, RulebookReader.Read, ct) is not { } rulebook)
            {
                return Shell.Refused;
            }

            var results = ExampleRunner.Run(rulebook);
            foreach (var result in results)
            {
                var verdict = result.Passed ? "相符" : "不符";
                shell.Out.WriteLine(
                    $"{verdict}　{result.Clause.Id}　{result.Example.Name}（第{result.Example.Line}行）");
                foreach (var point in result.Points)
                {
                    var met = point.Met ? "" : $"　例子写{Value.Of(point.Expected)}分";
                    shell.Out.WriteLine($"      {point.About}　{point.Because}{met}");
                }
            }

            var failed = results.Count(result => !result.Passed);
            shell.Out.WriteLine($"共{results.Count}个例子，{(failed == 0 ? "全部相符" : $"{failed}个不符")}。");
            return failed == 0 ? Shell.Done : Shell.Refused;
        });
        return verb;
    }

    private static Command Diff(Shell shell)
    {
        var (before, after) = (File("BEFORE"), File("AFTER"));
        var verb = new Command(
            "diff", "Say what a later edition changes, clause by clause; needs no database.\n\n"
            + "Example: evaluation rulebook diff rulebook-2023.yaml rulebook-2024.yaml")
        {
            before, after,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            var old = await ReadAsync(shell, parsed.GetValue(before)!, RulebookReader.Read, ct);
            var now = await ReadAsync(shell, parsed.GetValue(after)!, RulebookReader.Read, ct);
            if (old is null || now is null)
            {
                return Shell.Refused;
            }

            var differences = RulebookDiff.Of(old, now);
            foreach (var sentence in differences.DefaultIfEmpty("没有差别。"))
            {
                shell.Out.WriteLine(sentence);
            }

            return Shell.Done;
        });
        return verb;
    }

    private static Command Adopt(Shell shell)
    {
        var (file, document) = (File(), Ask.Must("--document", "The document by which it is adopted (文号)."));
        return ChangeCommand.Verb(
            shell, "adopt", "Adopt an edition; its whole text is kept permanently.\n\n"
            + "Example: evaluation rulebook adopt rulebook-2024.yaml --document 肇新鼎招委〔2024〕1号 --as "
            + "weiyuanhui.luo",
            typeof(AdoptRulebook), [file, document],
            async (change, ct) =>
                (await TextFiles.ReadAsync(shell, change.Parsed.GetValue(file)!, TextSort.Rulebook, ct))
                    .Then<object>(text => new AdoptRulebook(
                        change.By, text, change.Parsed.GetValue(document)!, null)));
    }
}
