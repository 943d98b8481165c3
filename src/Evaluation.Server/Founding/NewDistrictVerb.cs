using System.CommandLine;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Examples;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Calendars;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Evaluation.Server.Units;

namespace Evaluation.Server.Founding;

/// <summary>
/// `district new`: founds a district and takes the steps that its options name, each by the same command as the pages.
/// What is on record already is passed over, so that a verb that stopped half-way is given again.
/// </summary>
internal sealed class NewDistrictVerb
{
    private readonly Argument<string> code = new("CODE")
    {
        Description = "The district's code in addresses, for example dinghu; it never changes.",
    };

    private readonly Option<string> name = Ask.Must("--name", "The name in print, for example 鼎湖区.");
    private readonly Option<string> issuer = Ask.Must("--issuer", "Who signs the bulletins (发文单位).");

    private readonly Option<DayOfWeek> starts = new("--week-starts")
    {
        Description = "The first day of its weeks.",
        DefaultValueFactory = _ => DayOfWeek.Monday,
    };

    private readonly Option<FileInfo> units = May(
        "--units", "Units, leaders and people: the workbook of `district init`, filled in.");

    private readonly Option<string?> rulebook = Ask.May(
        "--rulebook", "A model rulebook by its name, or a file of one's own; needs --committee and --document.");

    private readonly Option<int?> year = new("--year") { Description = "The year of a model rulebook; this one." };

    private readonly Option<string> report = Due("--report-due", "1T12:00", "When a week's report is due");
    private readonly Option<string> cutOff = Due("--cut-off", "2T18:00", "When a week is cut off");

    private readonly Option<string> pattern = new("--numbers")
    {
        Description = "The pattern of the bulletins' document numbers, of a model rulebook.",
        DefaultValueFactory = _ => "考评〔{year}〕{number}号",
    };

    private readonly Option<FileInfo> holidays = May(
        "--holidays", "The holidays of a year, as `calendar state` takes them, with their document in each row.");

    private readonly Option<string?> week = Ask.May("--first-week", "With which week the evaluation begins.");

    private readonly Option<string?> document = Ask.May(
        "--document", "The document by which the rulebook is adopted and the first week decided (文号).");

    private readonly Option<string?> committee = Ask.May(
        "--committee", "The account of the committee's member who adopts, states and decides these: whoever calls, "
            + "unless it is named.");

    private readonly Option<string?> account;
    private readonly Shell shell;

    private NewDistrictVerb(Shell shell) => (this.shell, account) = (shell, Ask.As(shell));

    /// <summary>Builds the command.</summary>
    public static Command Make(Shell shell)
    {
        var made = new NewDistrictVerb(shell);
        var verb = new Command(
            "new", "Found a district and take the steps that the options name; give it again to go on.\n"
            + "An administrator founds and hands in units and people; a member of the committee adopts the rulebook.\n"
            + $"Model rulebooks: {string.Join(", ", ModelRulebooks.All.Select(one => one.Key))}.\n\n"
            + "Example: evaluation district new dinghu --name 鼎湖区 --issuer 鼎湖区招商引资考评办公室 "
            + "--units list.xlsx --as zeng.nianci --rulebook dinghu --document 鼎招委〔2026〕1号 "
            + "--committee luo.yaohui")
        {
            made.code, made.name, made.issuer, made.starts, made.units, made.rulebook, made.year, made.report,
            made.cutOff, made.pattern, made.holidays, made.week, made.document, made.committee, made.account,
        };
        verb.SetAction(made.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var session = await CliSession.WriteAsync(shell, ct);
        var district = parsed.GetValue(code)!;
        var refusal = await FoundAsync(session, parsed, ct) ?? await ListAsync(session, parsed, ct)
            ?? await DecideAsync(session, parsed, ct);
        if (refusal is not null)
        {
            shell.Refuse(refusal);
        }

        await DistrictVerbs.SayAsync(shell, session, district, ct);
        return refusal is null ? Shell.Done : Shell.Refused;
    }

    private async Task<Refusal?> FoundAsync(CliSession session, ParseResult parsed, CancellationToken ct)
    {
        if (!(await CallerAsync(session, parsed, ct)).TryGet(out var caller, out var unproved))
        {
            return unproved;
        }

        if (!await MayFoundAsync(session, caller, ct))
        {
            // The committee's member gives the verb again for what is the committee's.
            await using var query = session.Session(parsed.GetValue(code)!);
            return AsksCommittee(parsed)
                && await query.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct) is not null
                ? null : NotForAll(caller);
        }

        var district = new DistrictFounded(
            parsed.GetValue(code)!, parsed.GetValue(name)!, parsed.GetValue(starts), AccountTimes.Offset,
            parsed.GetValue(issuer)!);
        return await SendAsync(
            session, district.District, new FoundDistrict(Sign(caller), district), $"已建立{district.Name}",
            ct);
    }

    private async Task<Refusal?> ListAsync(CliSession session, ParseResult parsed, CancellationToken ct)
    {
        if (parsed.GetValue(units) is not { } file)
        {
            return null;
        }

        if (!(await CallerAsync(session, parsed, ct)).TryGet(out var caller, out var unproved))
        {
            return unproved;
        }

        if (!await MayFoundAsync(session, caller, ct))
        {
            return NotForAll(caller);
        }

        var (district, desk) = (parsed.GetValue(code)!, session.Get<FoundingDesk>());
        var hand = new FoundingHand(
            district, Sign(caller), new Doer(caller.Account, ""), true, true,
            command => session.AskAsync(district, command, ct));
        var bytes = await TextFiles.BytesAsync(file.FullName, TextTable.LargestWorkbook, ct);
        var found = await desk.CheckAsync(FoundingFile.Workbook(bytes), hand, ct);
        found.Notes.ToList().ForEach(shell.Say);
        if (found.Value is not { } checkedList)
        {
            found.Faults.ToList().ForEach(fault => shell.Error.WriteLine($"{file}{fault}"));
            return new Refusal(
                "list-faulty", $"名单有{found.Faults.Count}处有误。", "list", "请改正后重新办理，名单未接收任何内容。");
        }

        if (!(await desk.TakeAsync(checkedList, hand, ct)).TryGet(out var taken, out var refusal))
        {
            return refusal;
        }

        shell.Out.WriteLine(
            $"已登记单位{taken.Units}家、领导{taken.Leaders}人，授予职责{taken.Mandates}项。");
        foreach (var (person, link) in taken.Links)
        {
            shell.Out.WriteLine($"{person}（{link.Account}）：{Links.Welcome(link.Secret)}");
        }

        shell.Out.WriteLine(taken.Links.Count == 0 ? "没有新的一次性链接。"
            : $"一次性链接接在网站地址之后，只显示这一次，{AccountTimes.Of(taken.Links[0].Link.Until)}前有效。");
        return taken.Refused;
    }

    private async Task<Refusal?> DecideAsync(CliSession session, ParseResult parsed, CancellationToken ct)
    {
        if (!AsksCommittee(parsed))
        {
            return null;
        }

        if (parsed.GetValue(committee) is null && shell.AsksWhoSigns)
        {
            return new Refusal(
                "committee-missing", "没有写明由哪位委员会成员采纳办法、登记放假安排和起始周。", "committee",
                "请加上 --committee 登录名；该人须已有委员会的职责。");
        }

        var signed = await ChangeCommand.OfAsync(
            shell, session, parsed, parsed.GetValue(code), parsed.GetValue(committee), typeof(AdoptRulebook), ct);
        return !signed.TryGet(out var change, out var refusal) ? refusal
            : await AdoptAsync(change, ct) ?? await StateAsync(change, ct) ?? await BeginAsync(change, ct);
    }

    private async Task<Refusal?> AdoptAsync(ChangeCommand change, CancellationToken ct)
    {
        if (change.Parsed.GetValue(rulebook) is not { } named)
        {
            return null;
        }

        return (await TextAsync(change, named, ct)).TryGet(out var text, out var refusal)
            ? await SendAsync(
                change.Session, change.District,
                new AdoptRulebook(change.By, text, change.Parsed.GetValue(document) ?? "", null), "已采纳考评办法", ct)
            : refusal;
    }

    private async Task<Result<string>> TextAsync(ChangeCommand change, string named, CancellationToken ct)
    {
        if (ModelRulebooks.Find(named) is not { } model)
        {
            return File.Exists(named)
                ? await TextFiles.ReadAsync(shell, new FileInfo(named), TextSort.Rulebook, ct)
                : Refusal.Unknown(
                    "rulebook", "示范办法或文件", named,
                    $"示范办法有{string.Join('、', ModelRulebooks.All.Select(one => one.Key))}。");
        }

        await using var query = change.Session.Session(change.District);
        var founded = (await query.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))!;
        return DueOf(change.Parsed.GetValue(report)!, "周报").Then(due =>
            DueOf(change.Parsed.GetValue(cutOff)!, "截止").Then<string>(cut => FittedModel.Of(
                model.Text,
                FirstRulebookPageMaker.SettingsOf(
                    founded, change.Parsed.GetValue(year) ?? change.By.At.Year, due, cut,
                    change.Parsed.GetValue(pattern)!))));
    }

    private async Task<Refusal?> StateAsync(ChangeCommand change, CancellationToken ct)
    {
        if (change.Parsed.GetValue(holidays) is not { } file)
        {
            return null;
        }

        var files = new TableFiles(shell);
        var table = await files.TableAsync(file, TimeSpan.Zero, ct);
        var (rows, faults) = table is null ? new Imported<CalendarRow>([], []) : CalendarFile.Read(table);
        files.Add(faults);
        if (files.Faulty)
        {
            files.Refuse("未登记");
            return new Refusal("file-broken", "放假安排文件有误。", "holidays", "请更正后重新办理。");
        }

        foreach (var notice in rows.GroupBy(row => row.Document, StringComparer.Ordinal))
        {
            var refusal = await SendAsync(
                change.Session, change.District,
                new StateCalendar(change.By, CalendarFile.Notice([.. notice], notice.Key), null), "已登记放假安排", ct);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task<Refusal?> BeginAsync(ChangeCommand change, CancellationToken ct) =>
        change.Parsed.GetValue(week) is not { } named ? null
        : (await change.Session.WeekAsync(change.District, named, ct)).TryGet(out var first, out var refusal)
            ? await SendAsync(
                change.Session, change.District,
                new BeginWeeks(change.By, first, change.Parsed.GetValue(document) ?? ""), "已登记起始周", ct)
            : refusal;

    // What is on record already is no reason to stop.
    private async Task<Refusal?> SendAsync(
        CliSession session, string district, object command, string done, CancellationToken ct)
    {
        var outcome = await session.AskAsync(district, command, ct);
        if (outcome.Refusal is { } refusal && refusal.Kind != RefusalKind.Repeated)
        {
            return refusal;
        }

        shell.Out.WriteLine(outcome.Refusal is { } again ? again.What : $"{done}。");
        return null;
    }

    private bool AsksCommittee(ParseResult parsed) => parsed.GetValue(rulebook) is not null
        || parsed.GetValue(holidays) is not null || parsed.GetValue(week) is not null;

    private Task<Result<Caller>> CallerAsync(CliSession session, ParseResult parsed, CancellationToken ct) =>
        CallerOf.Async(shell, session.Get<ICallers>(), parsed.GetValue(account), ct);

    // On a developer's machine a name alone proves who calls, and a district may be there before any account.
    private async Task<bool> MayFoundAsync(CliSession session, Caller caller, CancellationToken ct)
    {
        var accounts = await session.Get<AccountBook>().AllAsync(ct);
        return caller.Administrator || (shell.Development && (accounts.Count == 0
            || accounts.Any(one => one is { Administrator: true, LockedFor: null } && one.Id == caller.Account)));
    }

    private static Refusal NotForAll(Caller caller) =>
        Refusal.Forbidden($"“{Characters.Short(caller.Account)}”不是管理员。", "account", "范围由管理员建立。");

    private Signature Sign(Caller who)
    {
        var request = $"command-line/{Guid.CreateVersion7():n}";
        return new Signature(
            who.Account, null, shell.Clock.GetUtcNow().ToOffset(AccountTimes.Offset), request, request)
        {
            Person = who.Person,
        };
    }

    private static Result<DueTime> DueOf(string typed, string what) =>
        typed.Split('T', 't') is [var days, var at]
            ? FirstRulebookPageMaker.DueAt(days, at, what)
            : new Refusal("due-wrong", $"{what}时间“{typed}”写得不对。", "due", "请写成 2T18:00：周结束后第2天18时。");

    private static Option<FileInfo> May(string name, string description) =>
        new Option<FileInfo>(name) { Description = description }.AcceptExistingOnly();

    private static Option<string> Due(string name, string usual, string description) => new(name)
    {
        Description = $"{description}, in a model rulebook: days after the week and the time, for example {usual}.",
        DefaultValueFactory = _ => usual,
    };
}
