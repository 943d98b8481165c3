using System.CommandLine;
using Evaluation.Office.Balances;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Balances;

/// <summary>`balances`: what units bring along when a district begins within a year, listed and opened.</summary>
internal static class BalanceVerbs
{
    private static readonly (string Name, string Heading, Func<Balance, string> Cell)[] Columns =
    [
        ("unit", "单位", one => one.Unit),
        ("of", "类别", one => BalanceWords.Of(one.Of)),
        ("name", "名称", one => one.Name),
        ("period", "期间", one => one.Period),
        ("amount", ">结转数", one => Value.Of(one.Amount).ToString()),
    ];

    /// <summary>Builds the `balances` command with its step.</summary>
    public static Command Make(Shell shell)
    {
        var format = Ask.Format();
        var verb = new Command(
            "balances", "List the balances (期初结转) with which the district began within a year, or open them.\n\n"
            + "Example: evaluation balances --district dinghu --format csv")
        {
            Ask.District(), format, Open(shell), Needed(shell),
        };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            await using var query = session.Session(district);
            var last = (await query.StateAsync<OpenedBalances>(OpenedBalances.Stream, ct))?.Last;
            if (last is not null && parsed.GetValue(format) == Ask.Table)
            {
                shell.Out.WriteLine(
                    $"截至{last.Day.AddDays(-1):yyyy-MM-dd}，{last.Reason}（{last.Document}，{last.OpenedBy}录入）");
            }

            Output.Rows(shell, parsed.GetValue(format)!, "balances", Columns, last?.Balances ?? []);
            return Shell.Done;
        });
        return verb;
    }

    private static Command Needed(Shell shell)
    {
        var format = Ask.Format();
        var verb = new Command(
            "needed", "List what has to be brought along, with 0 for every unit: print, fill in, open.\n\n"
            + "Example: evaluation balances needed --district dinghu --format csv > balances.csv")
        {
            Ask.District(), format,
        };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, parsed, ct) =>
        {
            await using var query = session.Session(district);
            var office = await BeginningReader.OfAsync(query, session.Get<RuleSets>(), ct);
            Output.Rows(shell, parsed.GetValue(format)!, "balances", Columns, BalanceNeeds.Of(office));
            return Shell.Done;
        });
        return verb;
    }

    private static Command Open(Shell shell)
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "CSV or .xlsx: unit,of (points, clause, item or measure),name,period,amount.",
            Arity = ArgumentArity.ZeroOrOne,
        }.AcceptExistingOnly();
        var one = new Option<string[]>("--balance", "-b")
        {
            Description = "One balance, as a line of the file: 永安镇,measure,visits,2023,12. Any number of times.",
        };
        var through = Ask.Day("--through", "The day before the evaluation begins, up to which the balances count.");
        var (document, reason) = (Ask.Must("--document", "The document that decides them (文号)."),
            Ask.Must("--reason", "Where they come from, as printed."));
        var replace = new Option<bool>("--replace")
        {
            Description = "Take the place of the balances opened before; without file and --balance take them back.",
        };
        var seen = Ask.May("--seen", "With --replace: the code of the difference, as the refusal without it shows.");
        return ChangeCommand.Verb(
            shell, "open", "Open the balances with which the district begins: all points of each unit in the\n"
            + "year, points by clauses and items whose caps go on, counts and amounts of measures. Every unit is\n"
            + "named, with 0 for nothing. Possible until the first bulletin is sealed; what does not go on is\n"
            + "listed.\n\n"
            + "Example: evaluation balances open balances.csv --through 2023-05-28 "
            + "--document 肇新鼎招委〔2023〕9号 --reason 由2023年1至5月台账结转 --as weiyuanhui.luo",
            typeof(OpenBalances), [file, one, through, document, reason, replace, seen],
            async (change, ct) =>
            {
                var files = new TableFiles(shell);
                var typed = change.Parsed.GetValue(one) ?? [];
                var tables = new[]
                {
                    await files.TableAsync(change.Parsed.GetValue(file), TimeSpan.Zero, ct),
                    typed.Length == 0 ? null : TextTable.Csv(
                        "--balance", $"unit,of,name,period,amount\n{string.Join('\n', typed)}\n"),
                };
                var read = tables.OfType<TextTable>().Select(BalancesFile.Read).ToList();
                read.ForEach(rows => files.Add(rows.Faults));
                if (files.Faulty)
                {
                    files.Refuse("未登记");
                    return new Refusal("file-broken", "结转数有误。", "FILE", "请更正后重新提交，未登记任何内容。");
                }

                files.Account(shell.Out);
                return new OpenBalances(
                    change.By,
                    new BalancesRequest(
                        change.Parsed.GetValue(through)!.Value, change.Parsed.GetValue(document)!,
                        change.Parsed.GetValue(reason)!,
                        [.. read.SelectMany(rows => rows.Rows).Select(row => row.Balance)],
                        change.Parsed.GetValue(replace), change.Parsed.GetValue(seen)),
                    null);
            });
    }
}
