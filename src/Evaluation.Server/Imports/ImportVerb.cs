using System.CommandLine;
using Evaluation.Office.Imports;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>`claim import`: takes over a file of claims, all or nothing.</summary>
internal static class ImportVerb
{
    private const int MostRemarks = 20, MostFaults = 100;

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var file = new Option<FileInfo>("--file")
        {
            Description = "CSV or .xlsx, by these names or by their labels in print: kind,unit,occurred_on[,id,"
                + "recorded_at,recorded_by,shares,evidence], the kinds' fields, and verified_at,verified_by,note for "
                + "claims that were verified.",
            Required = true,
        }.AcceptExistingOnly();
        var check = new Option<bool>("--check") { Description = "Only look for faults; nothing is stored." };
        var json = new Option<bool>("--json")
        {
            Description = "With --check: what was found as JSON, each fault with its cell.",
        };
        var (district, account) = (Ask.District(), Ask.As(shell));
        var verb = new Command(
            "import", "Take over a file of up to a hundred thousand claims (成批接收): all or nothing.\n"
            + "Every row is decided as `claim report` and `claim verify` would; faults are listed by file, row and "
            + "column, and then\nnothing is stored. Claims that are on record already are passed over, so that a file "
            + "may be sent again.\n\n"
            + "Example: evaluation claim import --district dinghu --file claims.csv --check --as kaoping.liang")
        {
            file, check, json, account, district,
        };
        verb.Validators.Add(parsed =>
        {
            if (parsed.GetValue(json) && !parsed.GetValue(check))
            {
                parsed.AddError("--json needs --check.");
            }
        });
        verb.SetAction(async (parsed, ct) =>
        {
            var checks = parsed.GetValue(check);
            await using var session = checks
                ? await CliSession.ReadAsync(shell, ct)
                : await CliSession.WriteAsync(shell, ct);
            var signed = await ChangeCommand.OfAsync(
                shell, session, parsed, parsed.GetValue(district), parsed.GetValue(account), typeof(VerifyClaim), ct);
            return signed.TryGet(out var change, out var refusal)
                ? await TakeAsync(shell, change, parsed.GetValue(file)!, checks, parsed.GetValue(json), ct)
                : shell.Refuse(refusal);
        });
        return verb;
    }

    private static async Task<int> TakeAsync(
        Shell shell, ChangeCommand change, FileInfo file, bool checks, bool json, CancellationToken ct)
    {
        var files = new TableFiles(shell);
        if (await CheckAsync(shell, files, change, file, ct) is not (var check, var plan))
        {
            return Shell.Refused;
        }

        if (json)
        {
            Output.Json(shell, check);
            return check.FaultCount > 0 ? Shell.Refused : Shell.Done;
        }

        if (plan.FaultCount > 0)
        {
            return Refuse(shell, files, plan);
        }

        Remark(shell, check);
        var what = $"{plan.Reported}件新事项、{plan.Verified}项认定；{plan.Repeated}件此前已在案，不重复登记";
        if (checks)
        {
            shell.Out.WriteLine($"校验无误：可登记{what}。未登记任何内容。");
            files.Account(shell.Out);
            return Shell.Done;
        }

        var outcome = new Outcome("", 0, 0, null);
        await shell.ProgressAsync(
            "登记",
            async progress => outcome =
                await change.Session.Get<ClaimStore>().StoreAsync(plan, change.By.At, progress, ct));
        if (outcome.Refusal is { } refusal)
        {
            return shell.Refuse(refusal);
        }

        shell.Out.WriteLine(
            outcome.Position == 0 ? $"没有新内容：{what}。" : $"已登记：{what}。最后是第{outcome.Position}号事件。");
        files.Account(shell.Out);
        try
        {
            await change.Session.CaughtUpAsync(change.District, ct);
        }
        catch (TimeoutException)
        {
            // A large file takes longer to be counted than anybody waits; it is stored all the same.
            shell.Say("已登记，尚未计完分：服务运行期间会继续。");
        }

        return Shell.Done;
    }

    private static int Refuse(Shell shell, TableFiles files, ClaimPlan plan)
    {
        foreach (var fault in plan.Faults.Take(MostFaults))
        {
            shell.Error.WriteLine(fault);
        }

        var listed = plan.FaultCount > MostFaults ? $"，以上只列出{MostFaults}处" : "";
        shell.Error.WriteLine($"共{plan.FaultCount}处有误{listed}。未登记任何内容。");
        files.Account(shell.Error);
        return Shell.Refused;
    }

    // What a reporter of a single claim would be told.
    private static void Remark(Shell shell, ClaimCheck check)
    {
        foreach (var remark in check.Remarks.Take(MostRemarks))
        {
            shell.Out.WriteLine(
                remark.Row == 0 ? $"请注意：{remark.Text}" : $"请注意：第{remark.Row}行{remark.Text}");
        }

        if (check.RemarkCount > MostRemarks)
        {
            shell.Out.WriteLine($"请注意：共{check.RemarkCount}处提示，以上只列出{MostRemarks}处。");
        }
    }

    // The file can be collected when this returns: the plan holds what is stored.
    private static async Task<CheckedFile?> CheckAsync(
        Shell shell, TableFiles files, ChangeCommand change, FileInfo file, CancellationToken ct)
    {
        var checker = change.Session.Get<ClaimChecker>();
        var offset = await checker.OffsetAsync(change.District, ct);
        if (await files.TableAsync(file, offset, ct) is not { } table)
        {
            files.Refuse("未登记任何内容");
            return null;
        }

        var mark = table.Account.Sheet is null ? null
            : ClaimTemplate.MarkOf(await TextFiles.BytesAsync(file.FullName, TextTable.LargestWorkbook, ct));
        var sender = new FileSender(change.By, true)
        {
            People = await SeedFolders.PeopleAsync(shell, change.District, ct),
            MayNameOthers = shell.Development,
        };
        CheckedFile? found = null;
        await shell.ProgressAsync(
            "校验", async progress => found =
                await checker.CheckAsync(change.District, table, mark, sender, progress, ct));
        return found;
    }
}
