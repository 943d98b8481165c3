using System.CommandLine;
using Evaluation.Office.Imports;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>`claim import`: takes over a file of claims, all or nothing.</summary>
internal static class ImportVerb
{
    private const int MostRemarks = 20;

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var file = new Option<FileInfo>("--file")
        {
            Description = "CSV or .xlsx: id,kind,unit,occurred_on,recorded_at[,recorded_by,shares,evidence], the "
                + "kinds' fields, and verified_at,verified_by,note for claims that were verified.",
            Required = true,
        }.AcceptExistingOnly();
        var check = new Option<bool>("--check") { Description = "Only look for faults; nothing is stored." };
        var (district, account) = (Ask.District(), Ask.As(shell));
        var verb = new Command(
            "import", "Take over a file of up to a hundred thousand claims (成批接收): all or nothing.\n"
            + "Every row is decided as `claim report` and `claim verify` would; faults are listed by file, row and "
            + "column, and then\nnothing is stored. Claims that are on record already are passed over, so that a file "
            + "may be sent again.\n\n"
            + "Example: evaluation claim import --district dinghu --file claims.csv --check --as kaoping.liang")
        {
            file, check, account, district,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            var checks = parsed.GetValue(check);
            await using var session = checks
                ? await CliSession.ReadAsync(shell, ct)
                : await CliSession.WriteAsync(shell, ct);
            var signed = await ChangeCommand.OfAsync(
                shell, session, parsed, parsed.GetValue(district), parsed.GetValue(account), typeof(VerifyClaim), ct);
            return signed.TryGet(out var change, out var refusal)
                ? await TakeAsync(shell, change, parsed.GetValue(file)!, checks, ct)
                : shell.Refuse(refusal);
        });
        return verb;
    }

    private static async Task<int> TakeAsync(
        Shell shell, ChangeCommand change, FileInfo file, bool checks, CancellationToken ct)
    {
        var files = new TableFiles(shell);
        var plan = await PlanAsync(shell, files, change, file, ct);
        if (plan is null)
        {
            return Shell.Refused;
        }

        if (plan.FaultCount > 0)
        {
            foreach (var fault in plan.Faults)
            {
                shell.Error.WriteLine(fault);
            }

            var listed = plan.FaultCount > plan.Faults.Count ? $"，以上只列出{plan.Faults.Count}处" : "";
            shell.Error.WriteLine($"共{plan.FaultCount}处有误{listed}。未登记任何内容。");
            files.Account(shell.Error);
            return Shell.Refused;
        }

        Remark(shell, plan);
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

    // What a reporter of a single claim would be told.
    private static void Remark(Shell shell, ClaimPlan plan)
    {
        if (plan.WithoutRules > 0)
        {
            shell.Out.WriteLine($"请注意：{plan.WithoutRules}件新事项的发生日期尚无生效的考评办法，暂不计分。");
        }

        foreach (var (claim, earlier) in plan.Repeats.Take(MostRemarks))
        {
            shell.Out.WriteLine($"请注意：“{claim}”与同一文件中的“{earlier}”重复，同一事项只计一次。");
        }

        if (plan.Repeats.Count > MostRemarks)
        {
            shell.Out.WriteLine($"请注意：共{plan.Repeats.Count}件与同一文件中的重复，以上只列出{MostRemarks}件。");
        }
    }

    // The file can be collected when this returns: the plan holds what is stored.
    private static async Task<ClaimPlan?> PlanAsync(
        Shell shell, TableFiles files, ChangeCommand change, FileInfo file, CancellationToken ct)
    {
        var session = change.Session;
        var import = await ClaimImport.OpenAsync(
            session.Get<Databases>(), session.Get<EventReader>(), session.Get<RuleSets>(), change.District, ct);
        if (await files.TableAsync(file, import.Offset, ct) is not { } table)
        {
            files.Refuse("未登记任何内容");
            return null;
        }

        var rows = ClaimsFile.Read(table, import.Kinds, change.By.At);
        if (!shell.Development)
        {
            rows = ForgedBy.None(rows, change.By.Account);
        }

        var people = await SeedFolders.PeopleAsync(shell, change.District, ct);
        var by = change.By with
        {
            Correlation = $"claim-import/{change.By.Account}/{Guid.CreateVersion7():n}",
            Causation = $"claim-import/{file.Name}",
        };
        ClaimPlan? plan = null;
        await shell.ProgressAsync(
            "校验", async progress => plan = await import.DecideAsync(rows, by, people, progress, ct));
        return plan;
    }
}
