using System.Net.Http.Json;
using System.Text.Json;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Imports;
using Evaluation.Office.Projects;
using Evaluation.Office.Publication;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Claims;
using Evaluation.Server.Firms;
using Evaluation.Server.Imports;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Projects;
using Evaluation.Server.Publication;
using Evaluation.Server.Units;
using Marten;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Wolverine;

namespace Evaluation.Server.Tests.Chain;

/// <summary>
/// The whole application on a database of its own, with a small district in it: two towns and two departments.
/// </summary>
public sealed class Town : IAsyncDisposable
{
    /// <summary>The district's short name.</summary>
    public const string District = "shi-yan";

    /// <summary>The short name of the district beside it, where there is one.</summary>
    public const string Neighbour = "lin-qu";

    /// <summary>An address of this computer with a port that is free.</summary>
    public const string FreePort = "http://127.0.0.1:0";

    private static readonly Lazy<Task<string>> Rulebook = new(async () => (await SeedAsync("dinghu")).Rulebook);

    private readonly WebApplication app;
    private int asked;

    private Town(WebApplication app, string database) => (this.app, Database) = (app, database);

    /// <summary>The connection string.</summary>
    public string Database { get; }

    /// <summary>A Monday in the first week, 09:00.</summary>
    public static DateTimeOffset Monday { get; } = new(2023, 1, 2, 9, 0, 0, TimeSpan.FromHours(8));

    /// <summary>The first week, 2023-W01.</summary>
    public static Week First { get; } = new(new DateOnly(2023, 1, 2));

    /// <summary>The address that it serves.</summary>
    public Uri Address =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Starts on a database of its own in which the district is founded.</summary>
    public static async Task<Town> NewAsync(PostgresFixture postgres, string environment = "Development") =>
        await StartAsync(await FoundedTown.CopyAsync(postgres), environment, found: false);

    /// <summary>Starts on a database; the district is founded if it is not there.</summary>
    public static async Task<Town> StartAsync(
        string database, string environment = "Development", bool found = true,
        Action<WebApplicationBuilder>? configure = null)
    {
        var app = Application.Build(
            database, StoreRole.Server, FreePort, (Action<WebApplicationBuilder>)Quiet + configure,
            environment);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var town = new Town(app, database);
        foreach (var (account, role, unit) in People)
        {
            app.Services.GetRequiredService<DevelopmentActors>().Add(new Actor(account, account, role, unit, District));
        }

        if (found)
        {
            await town.FoundAsync();
        }

        return town;
    }

    /// <summary>The people of the district.</summary>
    public static IReadOnlyList<(string Account, string Role, string? Unit)> People { get; } =
    [
        ("chen", Roles.Reporter, "桂城街道"), ("li", Roles.Reporter, "永安镇"), ("wu", Roles.Reporter, "区教育局"),
        ("he", Roles.Reporter, "区财政局"),
        ("zhou", Roles.Verifier, null), ("xu", Roles.Verifier, null), ("ma", Roles.Closer, null),
        ("song", Roles.Sealer, null), ("tan", Roles.Sealer, null),
        ("gao", Roles.Committee, null), ("ding", Roles.Auditor, null),
    ];

    /// <summary>A service of the application.</summary>
    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>A session of the district.</summary>
    public IQuerySession Session(string district = District) => Get<IDocumentStore>().QuerySession(district);

    /// <summary>Sends a command signed by an account at a moment.</summary>
    public async Task<Outcome> AskAsync(
        string account, DateTimeOffset at, Func<Signature, object> command, string district = District)
    {
        var unit = People.FirstOrDefault(person => person.Account == account).Unit;
        var number = Interlocked.Increment(ref asked);
        var by = new Signature(account, unit, at, $"request-{number}", $"request-{number}");
        return await SendAsync(command(by), district);
    }

    /// <summary>Sends a command that is signed already.</summary>
    public async Task<Outcome> SendAsync(object command, string district = District)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMessageBus>()
            .AskAsync(district, command, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a command that must be accepted.</summary>
    public async Task<Outcome> DoAsync(
        string account, DateTimeOffset at, Func<Signature, object> command, string district = District)
    {
        var outcome = await AskAsync(account, at, command, district);
        return outcome.Refusal is { } refusal ? throw new InvalidOperationException(refusal.ToString()) : outcome;
    }

    /// <summary>Reports a visit of the first week.</summary>
    public Task<Outcome> VisitAsync(
        string claim, string account = "chen", string firm = "鼎新", string leader = "top", int day = 3,
        string district = District) => DoAsync(
        account, Monday.AddDays(day), by => new ReportClaim(
            by, claim, by.Unit!, BuiltInKinds.Visit, First.Start.AddDays(day - 1),
            new Dictionary<string, string> { ["enterprise"] = firm, ["leader"] = leader }, [], []),
        district);

    /// <summary>Verifies a claim.</summary>
    public Task<Outcome> VerifyAsync(string claim, string account = "zhou", string district = District) =>
        DoAsync(account, Monday.AddDays(7), by => new VerifyClaim(by, claim, "", null), district);

    /// <summary>Files a project, introduced by the first town unless said otherwise.</summary>
    public async Task ProjectAsync(string project, string? introducer = "桂城街道")
    {
        await DoAsync("zhou", Monday, by => new FileProject(
            by,
            new ProjectFiled(project, $"项目{project}", "鼎新", "新材料", null, 3 * Money.Yi, 2 * Money.Yi)));
        if (introducer is not null)
        {
            await DoAsync("zhou", Monday, by => new NameIntroducer(by, new IntroducerNamed(project, introducer), null));
        }
    }

    /// <summary>Reports a stage of a project.</summary>
    public Task<Outcome> StageAsync(string claim, string project, string stage = "started") =>
        DoAsync("chen", Monday.AddDays(3), by => new ReportClaim(
            by, claim, by.Unit!, BuiltInKinds.Stage, First.Start,
            new Dictionary<string, string> { ["project"] = project, ["stage"] = stage }, [], []));

    /// <summary>Closes a week right after its cut-off.</summary>
    public Task<Outcome> CloseAsync(Week week, string district = District) =>
        AskAsync("ma", CutOff(week), by => new CloseWeek(by, week), district);

    /// <summary>Confirms a week's draft as it stands, once the board has caught up.</summary>
    public async Task<Outcome> ConfirmAsync(Week week, string account = "xu")
    {
        var digest = await DigestAsync(week);
        return await AskAsync(account, CutOff(week).AddHours(1), by => new ConfirmWeek(by, week, digest));
    }

    /// <summary>Confirms and seals a week as it stands, once the board has caught up.</summary>
    public async Task<Outcome> SealAsync(Week week, string account = "song")
    {
        await ConfirmAsync(week);
        return await SealSeenAsync(week, await DigestAsync(week), account);
    }

    /// <summary>Seals a week of which somebody saw a draft.</summary>
    public Task<Outcome> SealSeenAsync(Week week, string? digest, string account = "song") =>
        AskAsync(account, CutOff(week).AddHours(2), by => new SealBulletin(by, week, null, digest));

    /// <summary>The digest of a week's draft, once the board has caught up; null while there is none.</summary>
    public async Task<string?> DigestAsync(Week week) => (await GateAsync(week)).Draft?.Digest;

    /// <summary>What the gate finds, once the board has caught up.</summary>
    public async Task<GateReport> GateAsync(Week week, string district = District)
    {
        await CaughtUpAsync(district);
        await using var session = Session(district);
        return await Get<GateReader>().ExamineAsync(session, week, TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the board has worked through everything.</summary>
    public async Task CaughtUpAsync(string district = District)
    {
        await app.Services.GetRequiredService<CatchUp>().AllAsync(district, TestContext.Current.CancellationToken);
    }

    /// <summary>Loads a folder of the repository's seeds.</summary>
    public async Task LoadAsync(string folder)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HistoryLoader>()
            .LoadAsync(await SeedAsync(folder), null, TestContext.Current.CancellationToken);
    }

    /// <summary>Reads a folder of the repository's seeds.</summary>
    public static async Task<History> SeedAsync(string folder)
    {
        var (history, faults) = await HistoryLoader.ReadAsync(
            Path.Combine(Root(), "seeds", folder), TestContext.Current.CancellationToken);
        return history ?? throw new InvalidOperationException(string.Join('\n', faults));
    }

    /// <summary>The text of the rulebook that the district adopts.</summary>
    public static Task<string> RulebookAsync() => Rulebook.Value;

    /// <summary>A client that is signed in as an account, or as nobody.</summary>
    public HttpClient Client(string? account = null, string district = District)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (account is not null)
        {
            client.DefaultRequestHeaders.Add(DevelopmentSignIn.Header, $"{account}@{district}");
        }

        return client;
    }

    /// <summary>Founds the district beside it; a client of somebody who is a verifier there alone.</summary>
    public async Task<HttpClient> NeighbourAsync()
    {
        await FoundAsync(Neighbour);
        Get<DevelopmentActors>().Add(new Actor("pan", "pan", Roles.Verifier, null, Neighbour));
        return Client("pan", Neighbour);
    }

    /// <summary>Posts JSON and reads the answer's status and the code of its refusal.</summary>
    public async Task<(int Status, string? Code, JsonElement Body)> PostAsync(string account, string path, object body)
    {
        using var client = Client(account);
        using var answer = await client.PostAsJsonAsync(
            $"/api/{District}/{path}", body, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var json = text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        var code = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("code", out var found)
            ? found.GetString()
            : null;
        return ((int)answer.StatusCode, code, json);
    }

    /// <summary>The position of the district's last event.</summary>
    public Task<long> LastAsync(string district = District) =>
        Get<EventReader>().LastPositionAsync(district, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    /// <summary>The root of the repository.</summary>
    public static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    /// <summary>The moment after which a week is closed.</summary>
    public static DateTimeOffset CutOff(Week week) =>
        new(week.End.AddDays(2).ToDateTime(new TimeOnly(18, 0)), TimeSpan.FromHours(8));

    // The daemon's listening connection outlives the host by a moment and complains when the test cluster stops.
    private static void Quiet(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Marten.Events.Daemon", LogLevel.Error);
        StoreSetup.TrustStampedTables(builder.Services);
    }

    /// <summary>Founds a district with rules, units and a firm.</summary>
    public async Task FoundAsync(string district = District)
    {
        await DoAsync(
            "ma", Monday,
            by => new FoundDistrict(
                by, new DistrictFounded(district, "试验区", DayOfWeek.Monday, TimeSpan.FromHours(8), "试验区考评办")),
            district);
        var text = await RulebookAsync();
        await DoAsync("gao", Monday, by => new AdoptRulebook(by, text, "试〔2023〕1号", null), district);
        foreach (var (unit, group) in new[] { ("桂城街道", "镇街"), ("永安镇", "镇街"), ("区教育局", "部门"),
            ("区财政局", "部门") })
        {
            await DoAsync(
                "ma", Monday,
                by => new ChangeRoster(by, new UnitEntered(unit, unit, group, group, new DateOnly(2023, 1, 1)), null),
                district);
        }

        await DoAsync(
            "zhou", Monday,
            by => new FileFirm(by, new FirmFiled("鼎新", "肇庆鼎新材料有限公司", null, "新材料", false), []),
            district);
    }
}
