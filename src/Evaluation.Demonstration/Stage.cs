using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Board.Views;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;
using Marten;
using Wolverine;

namespace Evaluation.Demonstration;

/// <summary>A step of the demonstration was refused that should not have been.</summary>
internal sealed class StoryHalted(Refusal refusal) : Exception(refusal.What)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;

    /// <summary>The value of a result.</summary>
    /// <exception cref="StoryHalted">It was refused.</exception>
    public static T Unless<T>(Result<T> result) where T : notnull =>
        result.TryGet(out var value, out var refusal) ? value : throw new StoryHalted(refusal);
}

/// <summary>
/// What the scenes of the demonstration share: the district, its persons and its time. The story is set in the days
/// after the last sealing, so that deadlines apply as in the office; each run continues with the next week.
/// </summary>
internal sealed class Stage
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(7);
    private static readonly TimeSpan UntilMorning = TimeSpan.FromHours(17);

    private readonly CliSession session;
    private readonly IReadOnlyList<PersonRow> people;
    private readonly string run;
    private int claims;

    private Stage(Shell shell, CliSession session, string district, DistrictFile file, IReadOnlyList<PersonRow> people)
    {
        (Shell, this.session, District, File, this.people) = (shell, session, district, file, people);
        Last = file.Sealings[^1].Week;
        Now = file.Sealings[^1].SealedAt.ToOffset(file.Founded!.UtcOffset) + UntilMorning;
        Rules = session.Get<RuleSets>().Of(file);
        run = $"YS-{shell.Clock.GetUtcNow():yyyyMMddHHmmssfff}";
    }

    /// <summary>Where the story is printed.</summary>
    public Shell Shell { get; }

    /// <summary>The district.</summary>
    public string District { get; }

    /// <summary>The district as it was when the story began.</summary>
    public DistrictFile File { get; }

    /// <summary>Its rules.</summary>
    public RuleSet Rules { get; }

    /// <summary>The week that was sealed last.</summary>
    public Week Last { get; }

    /// <summary>The week after it, which the story seals.</summary>
    public Week Running => Last.Next;

    /// <summary>A week sealed earlier, when there is one: facts of it come late.</summary>
    public Week Earlier => File.Sealings.Count > 1 ? Last.Previous : Last;

    /// <summary>The moment of the next step.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Sets the stage.</summary>
    /// <returns>The stage; null when no week is sealed yet.</returns>
    public static async Task<Stage?> SetAsync(Shell shell, CliSession session, string district, CancellationToken ct)
    {
        var file = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File;
        var people = await SeedFolders.PeopleAsync(shell, district, ct) ?? [];
        return file is { Sealings.Count: > 0 } ? new Stage(shell, session, district, file, people) : null;
    }

    /// <summary>A service.</summary>
    public T Get<T>() where T : notnull => session.Get<T>();

    /// <summary>A session of the district.</summary>
    public IQuerySession Session() => session.Session(District);

    /// <summary>Prints a sentence; scenes begin with a heading.</summary>
    public void Say(string sentence) => Shell.Out.WriteLine(sentence);

    /// <summary>Begins a scene.</summary>
    public void Scene(string heading)
    {
        Say("");
        Say(heading);
    }

    /// <summary>A number for something new.</summary>
    public string Number() => $"{run}-{++claims}";

    /// <summary>Lets time pass.</summary>
    public void Until(DateTimeOffset moment) => Now = moment > Now ? moment : Now;

    /// <summary>The account of a role; another one than those named, if there is one.</summary>
    public string Of(string role, params string[] others)
    {
        var able = people.Where(person => person.Role == role).Select(person => person.Account).ToList();
        return able.Except(others, StringComparer.Ordinal).Concat(able).FirstOrDefault($"demo.{role}");
    }

    /// <summary>The account that reports for a unit.</summary>
    public string ReporterOf(string unit) =>
        people.FirstOrDefault(person => person.Role == Roles.Reporter && person.Unit == unit)?.Account
            ?? "demo.reporter";

    /// <summary>A person in print.</summary>
    public string Named(string account) => people.FirstOrDefault(person => person.Account == account) is { } person
        ? $"{person.Unit}{Roles.LabelOf(person.Role)}{person.Name}"
        : account;

    /// <summary>A step that is taken, with a sentence about who does what.</summary>
    public async Task DoAsync(
        string account, string? unit, string what, Func<Signature, object> command, CancellationToken ct)
    {
        var by = Sign(account, unit);
        var outcome = await session.AskAsync(District, command(by), ct);
        if (outcome.Refusal is { } refusal && refusal.Kind != RefusalKind.Repeated)
        {
            throw new StoryHalted(refusal);
        }

        Say($"  {by.At:M月d日 HH:mm}　{Named(account)}{what}　"
            + (outcome.Refusal is null ? $"第{outcome.Position}号事件" : "此前已办理"));
    }

    /// <summary>A step that must be refused, with the reason.</summary>
    public async Task TryAsync(
        string account, string? unit, string what, Func<Signature, object> command, CancellationToken ct)
    {
        var by = Sign(account, unit);
        var outcome = await session.AskAsync(District, command(by), ct);
        if (outcome.Refusal is not { } refusal)
        {
            throw new StoryHalted(new Refusal(
                "not-refused", $"{Named(account)}{what}，本应拒绝而未拒绝。", "demo", "请停止演示，查明原因。"));
        }

        Say($"  {by.At:M月d日 HH:mm}　{Named(account)}{what}　拒绝：{refusal.What}");
    }

    /// <summary>Steps of many persons that nobody needs to read one by one; what is done already stays.</summary>
    public async Task EachAsync(
        IEnumerable<(string Account, string Unit, Func<Signature, object> Command)> steps, CancellationToken ct)
    {
        foreach (var (account, unit, command) in steps)
        {
            var by = Signed(account, unit);
            await session.Get<IMessageBus>().AskAsync(District, command(by), ct);
        }
    }

    /// <summary>A week's live ranking.</summary>
    public async Task<LiveBoard> BoardAsync(Week week, CancellationToken ct)
    {
        var board = await session.Get<LiveBoards>().OfAsync(District, week.Id, null, ct);
        return StoryHalted.Unless(board);
    }

    /// <summary>What was done about a week.</summary>
    public async Task<WeekFile> FileAsync(Week week, CancellationToken ct)
    {
        await using var query = Session();
        return await query.StateAsync<WeekFile>(WeekFile.StreamOf(week), ct) ?? WeekFile.Empty;
    }

    /// <summary>Shows whether the stored first issue of a week still has the hash with which it was sealed.</summary>
    public async Task UnchangedAsync(Week week, CancellationToken ct)
    {
        await using var query = Session();
        var standing = (await FileAsync(week, ct)).Sealed!;
        var stored = await query.LoadAsync<SealedBulletin>(Issues.IdOf(week.Id, 1), ct);
        var now = BulletinFiles.Sha256(stored!.Record);
        Say($"  {week}{ReissueDecider.Name(1)}的通报：签发时校验码{GateDecider.Short(standing.Sha256)}，"
            + $"现在{GateDecider.Short(now)}，" + (now == standing.Sha256 ? "一字未改。" : "不一致！"));
    }

    /// <summary>A number of points.</summary>
    public static string Points(decimal points) => $"{Value.Of(Exact.Trim(points))}分";

    private Signature Signed(string account, string? unit) => new(account, unit, Now, run, run)
    {
        Person = people.FirstOrDefault(person => person.Account == account)?.Name,
    };

    private Signature Sign(string account, string? unit)
    {
        Now += Step;
        return Signed(account, unit);
    }
}
