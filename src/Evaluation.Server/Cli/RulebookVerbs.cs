using System.CommandLine;
using Evaluation.Core.Rules;
using Evaluation.Server.Rules;
using Evaluation.Server.Web;

namespace Evaluation.Server.Cli;

/// <summary>`rulebook`: checks and adopts the text of an edition.</summary>
internal static class RulebookVerbs
{
    /// <summary>The verb with its steps.</summary>
    public static Command Make(Shell shell) => new("rulebook", "Check and adopt rulebooks (考评办法).") { Check(shell), Adopt(shell) };

    private static Argument<FileInfo> File() => new Argument<FileInfo>("FILE") { Description = "The rulebook's text, YAML." }.AcceptExistingOnly();

    private static Command Check(Shell shell)
    {
        var file = File();
        var verb = new Command(
            "check", "Read a rulebook and list what is wrong with line and column; needs no database.\n\n"
            + "Example: evaluation rulebook check seeds/dinghu/rulebook-2023.yaml")
        {
            file,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetValue(file)!.FullName;
            var (rulebook, findings) = RulebookReader.Read(await System.IO.File.ReadAllTextAsync(path, ct));
            foreach (var finding in findings)
            {
                shell.Error.WriteLine($"{parsed.GetValue(file)}:{finding.Line}:{finding.Column}: {finding.What}{finding.Remedy}");
            }

            if (rulebook is null)
            {
                shell.Error.WriteLine($"共{findings.Count}处有误。");
                return Shell.Refused;
            }

            shell.Out.WriteLine(
                $"{rulebook.Title}，第{rulebook.Edition}版，{rulebook.From:yyyy-MM-dd}至{rulebook.To:yyyy-MM-dd}，{rulebook.Clauses.Length}条，无误。");
            return Shell.Done;
        });
        return verb;
    }

    private static Command Adopt(Shell shell)
    {
        var (file, document) = (File(), Ask.Must("--document", "The document by which it is adopted (文号)."));
        return Errand.Verb(
            shell, "adopt", "Adopt an edition; its whole text is kept for ever.\n\n"
            + "Example: evaluation rulebook adopt rulebook-2024.yaml --document 肇新鼎招委〔2024〕1号 --as weiyuanhui.luo",
            [Roles.Committee], [file, document],
            async (errand, ct) => (
                new AdoptRulebook(
                    errand.By, await System.IO.File.ReadAllTextAsync(errand.Parsed.GetValue(file)!.FullName, ct),
                    errand.Parsed.GetValue(document)!, null),
                null));
    }
}
