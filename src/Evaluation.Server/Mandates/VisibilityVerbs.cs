using System.CommandLine;
using Evaluation.Office.Mandates;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Mandates;

/// <summary>`visibility`: what the units of a district see of each other.</summary>
internal static class VisibilityVerbs
{
    private static readonly (string Name, string Heading, Func<Visibility, string> Cell)[] Columns =
    [
        ("others", "范围", one => one.Others),
        ("label", "规定", one => Visibility.LabelOf(one.Others)),
        ("papers", "通报", one => PaperScope.LabelOf(one.Papers)),
        ("document", "文号", one => one.Document),
    ];

    /// <summary>Builds the `visibility` command with its step.</summary>
    public static Command Make(Shell shell)
    {
        var format = Ask.Format();
        var verb = new Command(
            "visibility", "Say what the units of a district see of each other (公开范围), or declare it.\n\n"
            + "Example: evaluation visibility --district dinghu")
        {
            Ask.District(), format, Declare(shell),
        };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            await using var query = session.Session(district);
            Output.Rows(
                shell, parsed.GetValue(format)!, "visibility", Columns,
                [await query.StateAsync<Visibility>(Visibility.Stream, ct) ?? Visibility.Usual]);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Declare(Shell shell)
    {
        var others = new Argument<string>("OTHERS")
        {
            Description = $"What is seen of others: {string.Join(", ", Visibility.Words)}.",
        };
        var papers = Ask.May(
            "--papers", $"For whom bulletins are printed from now on: {string.Join(", ", PaperScope.Words)}.");
        var document = Ask.Must("--document", "The document that says so (文号).");
        return ChangeCommand.Verb(
            shell, "declare",
            "Declare what units see of each other, at once and for earlier weeks too, and for whom bulletins\n"
            + "that are sealed from now on are printed.\n\n"
            + "Example: evaluation visibility declare lines --document 区考〔2023〕3号 --as weiyuanhui.luo",
            typeof(DeclareVisibility), [others, papers, document],
            change => new DeclareVisibility(
                change.By,
                new VisibilityDeclared(change.Parsed.GetValue(others)!, change.Parsed.GetValue(document)!)
                {
                    Papers = change.Parsed.GetValue(papers),
                },
                ""));
    }
}
