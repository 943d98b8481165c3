using System.CommandLine;
using Evaluation.Office.Imports;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Founding;

/// <summary>`district`: a district from nothing, the files for it, and what it still needs.</summary>
internal static class DistrictVerbs
{
    /// <summary>Builds the `district` command with its steps.</summary>
    public static Command Make(Shell shell) => new(
        "district", "Found a district (考评单位范围), write the files for it, list what its first week needs.")
    {
        NewDistrictVerb.Make(shell), Init(shell), Status(shell),
    };

    private static Command Init(Shell shell)
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "A folder; made when it is not there." };
        var model = new Option<string>("--rulebook")
        {
            Description = "The model rulebook to begin with: " + string.Join(", ", Models) + ".",
            DefaultValueFactory = _ => ModelRulebooks.All[0].Key,
        }.AcceptOnlyFromAmong(Models);
        var history = new Option<bool>("--history")
        {
            Description = "Also the tables in which `seed` takes a district with its past, without any rows.",
        };
        var verb = new Command(
            "init", "Write the files of a new district to be filled in: the workbook of units, leaders and people, "
            + "the table of holidays, and a model rulebook.\nFiles that are there already are left alone.\n\n"
            + "Example: evaluation district init ./dinghu")
        {
            folder, model, history,
        };
        verb.SetAction(async (parsed, ct) =>
        {
            var to = parsed.GetValue(folder)!.FullName;
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
            {
                ["list.xlsx"] = FoundingTemplate.Make(),
                ["holidays.csv"] = Text($"{HistoryTemplates.Tables["calendar.csv"]}\n"),
            };
            var past = parsed.GetValue(history) ? "history/" : null;
            files[$"{past}rulebook.yaml"] = Text(ModelRulebooks.Find(parsed.GetValue(model)!)!.Text);
            foreach (var (name, heading) in HistoryTemplates.Tables.Where(_ => past is not null))
            {
                files[past + name] = Text($"{heading}\n");
            }

            foreach (var (name, bytes) in files)
            {
                var path = Path.Combine(to, name.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                if (File.Exists(path))
                {
                    shell.Out.WriteLine($"已有，未改动：{path}");
                    continue;
                }

                await File.WriteAllBytesAsync(path, bytes, ct);
                shell.Out.WriteLine($"已写入：{path}");
            }

            return Shell.Done;
        });
        return verb;
    }

    // With the mark by which spreadsheets know UTF-8.
    private static byte[] Text(string text) => [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(text)];

    private static string[] Models => [.. ModelRulebooks.All.Select(one => one.Key)];

    private static Command Status(Shell shell)
    {
        var verb = new Command(
            "status", "List what is done and what is missing until the first week of a district can be closed.\n\n"
            + "Example: evaluation district status --district dinghu")
        {
            Ask.District(),
        };
        verb.OnDistrict(shell, CliSession.ConsultAsync, async (session, district, _, ct) =>
        {
            await SayAsync(shell, session, district, ct);
            return Shell.Done;
        });
        return verb;
    }

    /// <summary>Prints the steps.</summary>
    public static async Task SayAsync(Shell shell, CliSession session, string district, CancellationToken ct)
    {
        var districts = session.Get<Districts>();
        if (await districts.MissingAsync(district, ct) is not null)
        {
            return;
        }

        await using var query = session.Session(district);
        var state = await SetupState.ReadAsync(
            query, session.Get<RuleSets>(), session.Get<AccountBook>(),
            DateOnly.FromDateTime(districts.TimeIn(district, shell.Clock.GetUtcNow()).DateTime), ct);
        foreach (var step in SetupSteps.Of(state))
        {
            shell.Out.WriteLine($"{(step.Done ? "✓" : "✕")} {step.Name}　{step.Said}");
            foreach (var line in step.Missing.Concat(step.Hints.Select(hint => $"请注意：{hint}")))
            {
                shell.Out.WriteLine($"    {line}{Verb(step.Key, district)}");
            }
        }
    }

    private static string Verb(string step, string district) => step switch
    {
        SetupSteps.List => $"（district new {district} … --units FILE）",
        SetupSteps.Rulebook => $"（rulebook adopt FILE --district {district}）",
        SetupSteps.Holidays => $"（calendar state FILE --district {district}）",
        SetupSteps.People => $"（mandate give ACCOUNT --district {district}）",
        SetupSteps.Week => $"（begin --district {district}）",
        SetupSteps.Close => $"（close --district {district}）",
        _ => "",
    };
}
