using System.Globalization;

namespace Evaluation.Server.Kit.Pages;

/// <summary>Addresses of the pages, in one place; every part that comes from data is escaped.</summary>
public static class Links
{
    /// <summary>The start page.</summary>
    public const string Home = "/";

    /// <summary>Signing in; in development also picking an actor (POST).</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Signing in with an account (POST).</summary>
    public const string SignInAccount = "/account/sign-in";

    /// <summary>Signing in with a passkey, and where the answer is sent (POST).</summary>
    public const string SignInPasskey = "/sign-in/passkey", SignInPasskeyAnswer = "/account/sign-in/passkey";

    /// <summary>Passkeys of one's own (POST): asking for a new one, adding, naming and removing it.</summary>
    public const string AccountPasskeysBegin = "/account/passkeys/begin", AccountPasskeys = "/account/passkeys",
        AccountPasskeysRename = "/account/passkeys/rename", AccountPasskeysRemove = "/account/passkeys/remove";

    /// <summary>Signing in by the provider, where it sends people back, and leaving it.</summary>
    public const string SignInProvider = "/sign-in/provider", ProviderReturn = "/sign-in/provider/return",
        ProviderLeave = "/sign-in/provider/leave", ProviderLeft = "/sign-in/provider/left";

    /// <summary>
    /// The own identity at the provider: asking to link it (POST), going there, and taking it away (POST).
    /// </summary>
    public const string AccountIdentityBegin = "/account/identity/begin", AccountIdentityGo = "/account/identity/go",
        AccountIdentityRemove = "/account/identity/remove";

    /// <summary>The own account.</summary>
    public const string Account = "/account";

    /// <summary>Changing the pass-phrase, one-time codes, ending sessions (POST).</summary>
    public const string AccountPhrase = "/account/phrase", AccountCodesBegin = "/account/codes/begin",
        AccountCodesOn = "/account/codes/on", AccountCodesOff = "/account/codes/off",
        AccountSessions = "/account/sessions";

    /// <summary>The accounts of the installation, and where a new one is sent (POST).</summary>
    public const string People = "/people";

    /// <summary>Who did and read what.</summary>
    public const string Audit = "/audit";

    /// <summary>Who did and read what in a district.</summary>
    public static string AuditOf(string district) => In(district, "audit");

    /// <summary>Tokens of programs, where a new one is asked for (POST) and one is ended (POST).</summary>
    public const string Tokens = "/tokens", EndToken = "/tokens/end";

    /// <summary>Making and ending a token of one's own (POST).</summary>
    public const string AccountTokens = "/account/tokens", AccountEndToken = "/account/tokens/end";

    /// <summary>Signing out (POST).</summary>
    public const string SignOut = "/sign-out";

    /// <summary>Choosing a pass-phrase by a one-time link.</summary>
    public static string Welcome(string secret) => In("welcome", secret);

    /// <summary>An account for those who look after the installation.</summary>
    public static string OnePerson(string account) => In("people", account);

    /// <summary>A step about an account (POST): link, lock, unlock, sessions, codes, passkeys
    /// or identity.</summary>
    public static string PersonStep(string account, string step) => In("people", account, step);

    /// <summary>Who is what in a district, and where a new mandate is sent (POST).</summary>
    public static string Mandates(string district) => In(district, "mandates");

    /// <summary>Acting for another of one's units (POST).</summary>
    public static string ActingUnit(string district) => In(district, "acting-unit");

    /// <summary>Ending a mandate (POST).</summary>
    public static string EndMandate(string district) => In(district, "mandates", "end");

    /// <summary>The units of a district; on a day when one is named.</summary>
    public static string Roster(string district, DateOnly? on = null) =>
        In(district, "roster") + (on is { } day ? $"?on={Print.IsoDay(day)}" : "");

    /// <summary>A unit with its names, groups and leaders.</summary>
    public static string RosterUnit(string district, string unit) => In(district, "roster", unit);

    /// <summary>An entry in the list of units, and where it is sent (POST).</summary>
    /// <param name="entry">Which: enter, rename, regroup, leave, appoint, release, merge or split.</param>
    /// <param name="unit">The unit that it is about; null for none.</param>
    /// <param name="person">The leader that it is about; null for none.</param>
    public static string RosterEntry(string district, string entry, string? unit = null, string? person = null) =>
        In(district, "roster-entries", entry) + (unit is null ? "" : $"?unit={Uri.EscapeDataString(unit)}")
            + (person is null ? "" : $"&person={Uri.EscapeDataString(person)}");

    /// <summary>
    /// The holidays of a year, the last one stated when none is named; also where a notice is sent (POST).
    /// </summary>
    public static string Calendar(string district, int? year = null) =>
        In(district, "calendar") + (year is { } one ? $"?year={Number(one)}" : "");

    /// <summary>The targets, and where new ones are sent (POST).</summary>
    public static string Targets(string district) => In(district, "targets");

    /// <summary>The decisions to give or take points, and where a new one is sent (POST).</summary>
    public static string Adjustments(string district) => In(district, "adjustments");

    /// <summary>Such a decision.</summary>
    public static string Adjustment(string district, string adjustment) => In(district, "adjustments", adjustment);

    /// <summary>Taking such a decision back (POST).</summary>
    public static string ReverseAdjustment(string district, string adjustment) =>
        In(district, "adjustments", adjustment, "reverse");

    /// <summary>The firms, and where a new one is sent (POST).</summary>
    public static string Firms(string district) => In(district, "firms");

    /// <summary>A firm's file.</summary>
    public static string Firm(string district, string firm) => In(district, "firms", firm);

    /// <summary>A change of a firm's file: its form, and where that is sent (POST).</summary>
    public static string FirmStep(string district, string firm, string step) => In(district, "firms", firm, step);

    /// <summary>Adding another name of a firm (POST).</summary>
    public static string FirmAliases(string district, string firm) => In(district, "firms", firm, "aliases");

    /// <summary>The projects, and where a new one is sent (POST).</summary>
    public static string Projects(string district) => In(district, "projects");

    /// <summary>Where the projects stand.</summary>
    public static string Pipeline(string district) => In(district, "pipeline");

    /// <summary>The same as a workbook.</summary>
    public static string PipelineFile(string district) => In(district, "pipeline.xlsx");

    /// <summary>A project's file.</summary>
    public static string Project(string district, string project) => In(district, "projects", project);

    /// <summary>A step about a project (POST): introducer, shares or a change, of which this is the form too.</summary>
    public static string ProjectStep(string district, string project, string step) =>
        In(district, "projects", project, step);

    /// <summary>The editions of the rulebooks.</summary>
    public static string Rulebooks(string district) => In(district, "rulebooks");

    /// <summary>An edition, by its place in the order of adoption, from 1.</summary>
    public static string Rulebook(string district, int number) => In(district, "rulebooks", Number(number));

    /// <summary>An edition's text with the numbers of its lines.</summary>
    public static string RulebookText(string district, int number) =>
        In(district, "rulebooks", Number(number), "text");

    /// <summary>An edition's text as a file.</summary>
    public static string RulebookFile(string district, int number) =>
        In(district, "rulebooks", Number(number), "file");

    /// <summary>Checking and proposing a new edition, also where it is sent (POST).</summary>
    public static string Propose(string district) => In(district, "rulebook-proposals");

    /// <summary>A proposed edition.</summary>
    public static string Proposal(string district, int number) => In(district, "rulebook-proposals", Number(number));

    /// <summary>A step about it (POST): adopt or drop.</summary>
    public static string ProposalStep(string district, int number, string step) =>
        In(district, "rulebook-proposals", Number(number), step);

    /// <summary>What a proposed edition would have given.</summary>
    public static string ProposalTrial(string district, int number) =>
        In(district, "rulebook-proposals", Number(number), "trial");

    /// <summary>What a text would have given (POST).</summary>
    public static string Trial(string district) => In(district, "trial");
    /// <summary>Founding a district, and where it is sent (POST).</summary>
    public const string NewDistrict = "/districts/new", Districts = "/districts";

    /// <summary>What is still missing until a district's first week can be closed.</summary>
    public static string Setup(string district, string? done = null) =>
        In(district, "setup") + (done is null ? "" : $"?done={done}");

    /// <summary>A step of it, and where it is sent (POST): list, rulebook, holidays or week.</summary>
    public static string SetupStep(string district, string step) => In(district, "setup", step);

    /// <summary>The empty workbook of units, leaders and people.</summary>
    public static string ListTemplate(string district) => In(district, "setup", "list.xlsx");
    /// <summary>What units see of each other, and where it is declared (POST).</summary>
    public static string Visibility(string district) => In(district, "visibility");

    /// <summary>The query of a page as known at a position or time.</summary>
    public const string KnownAt = "known-at";

    /// <summary>The query by which a board is compared with an earlier week on the same footing.</summary>
    public const string LikeForLike = "like-for-like";

    /// <summary>A week's board beside an earlier week on the same footing.</summary>
    public static string Compared(string district, string week, string earlier, long? knownAt = null) =>
        In(district, "board", week) + $"?{LikeForLike}={Uri.EscapeDataString(earlier)}"
        + (knownAt is { } at ? $"&{KnownAt}={at.ToString(CultureInfo.InvariantCulture)}" : "");

    /// <summary>What happened in the last sealed week.</summary>
    public static string Overview(string district) => In(district, "overview");

    /// <summary>How the sealed weeks of the year went.</summary>
    public static string Trends(string district) => In(district, "trends");

    /// <summary>How they went for a unit.</summary>
    public static string UnitCourse(string district, string unit) => In(district, "trends", unit);

    /// <summary>The live board of a week; of the current week when none is named.</summary>
    public static string Board(string district, string? week = null, long? knownAt = null) =>
        (week is null ? In(district, "board") : In(district, "board", week)) + At(knownAt);

    /// <summary>A unit's week explained.</summary>
    public static string Sheet(string district, string week, string unit, long? knownAt = null) =>
        In(district, "board", week, unit) + At(knownAt);

    /// <summary>A sealed bulletin.</summary>
    public static string Bulletin(string district, string week) => In(district, "bulletins", week);

    /// <summary>Every bulletin of a district.</summary>
    public static string Archive(string district) => In(district, "bulletins");

    /// <summary>The newest bulletins for programs.</summary>
    public static string ArchiveFeed(string district) => In(district, "bulletins.atom");

    /// <summary>The forms of a sealed bulletin: document, workbook, short text.</summary>
    public static string Papers(string district, string week) => In(district, "bulletins", week, "papers");

    /// <summary>The issues of a week.</summary>
    public static string Issues(string district, string week) => In(district, "bulletins", week, "issues");

    /// <summary>An issue of a week.</summary>
    public static string Issue(string district, string week, int issue) =>
        In(district, "bulletins", week, "issues", Number(issue));

    /// <summary>The paper for everybody at the address of a bulletin, an issue, a file of one or a draft.</summary>
    public static string PublicPaper(string address) => $"{address}?paper=public";

    /// <summary>Issuing a sealed week again.</summary>
    public static string Reissue(string district, string week) => In(district, "weeks", week, "reissue");

    /// <summary>A step of it (POST): propose, drop or approve.</summary>
    public static string ReissueStep(string district, string week, string step) =>
        In(district, "weeks", week, "reissue", step);

    /// <summary>The claims.</summary>
    public static string Claims(string district) => In(district, "claims");

    /// <summary>A claim with all that is known about it.</summary>
    public static string Claim(string district, string claim) => In(district, "claims", claim);

    /// <summary>A file that proves a claim; with a view `thumbnail`, `picture` or `download`.</summary>
    public static string Evidence(string district, string claim, string hash, string? view = null) =>
        view is null ? In(district, "claims", claim, "evidence", hash)
        : In(district, "claims", claim, "evidence", hash, view);

    /// <summary>The claims that wait for a verifier; several are decided at once there (POST).</summary>
    public static string Queue(string district) => In(district, "verify");

    /// <summary>Deciding the claim that the queue shows (POST).</summary>
    public static string QueueOf(string district, string claim) => In(district, "verify", claim);

    /// <summary>What is done with a claim (POST): decide, correct, withdraw or reverse.</summary>
    public static string Decide(string district, string claim, string verb) => In(district, "claims", claim, verb);

    /// <summary>The balances with which the district begins, and where they are sent (POST).</summary>
    public static string Balances(string district) => In(district, "balances");

    /// <summary>Findings and samples for the verifiers.</summary>
    public static string Verification(string district) => In(district, "verification");

    /// <summary>Stating that two claims are two matters (POST).</summary>
    public static string Distinguish(string district) => In(district, "verification", "distinguish");

    /// <summary>The form for a new claim, and where it is sent (POST); with a kind its fields.</summary>
    public static string Report(string district, string? kind = null) =>
        In(district, "claims", "report") + (kind is null ? "" : $"?kind={Uri.EscapeDataString(kind)}");

    /// <summary>What waits for somebody in a district.</summary>
    public static string Start(string district) => In(district, "start");

    /// <summary>The weekly reports, of a week when one is named; also where one is sent (POST).</summary>
    public static string WeeklyReports(string district, string? week = null) =>
        In(district, "reports") + (week is null ? "" : $"?week={Uri.EscapeDataString(week)}");

    /// <summary>Changing a weekly report (POST).</summary>
    public static string AmendReport(string district) => In(district, "reports", "amend");

    /// <summary>
    /// The form of a trip with its visits, and where it is sent (POST); like an earlier trip when one is named.
    /// </summary>
    public static string Trip(string district, string? from = null) =>
        In(district, "claims", "trip") + (from is null ? "" : $"?from={Uri.EscapeDataString(from)}");

    /// <summary>The page for files of claims, also where one is sent (POST).</summary>
    public static string Upload(string district) => In(district, "claims", "upload");

    /// <summary>Taking over a file that was checked (POST).</summary>
    public static string TakeUpload(string district) => In(district, "claims", "upload", "take");

    /// <summary>The file that was checked, with what was found marked in it.</summary>
    public static string UploadCopy(string district) => In(district, "claims", "upload", "copy.xlsx");

    /// <summary>The empty workbook for claims of a kind, or of all kinds.</summary>
    public static string ClaimTemplate(string district, string? kind = null) =>
        In(district, "claims", "upload", "template.xlsx")
            + (kind is null ? "" : $"?kind={Uri.EscapeDataString(kind)}");

    /// <summary>The appeals.</summary>
    public static string Appeals(string district) => In(district, "appeals");

    /// <summary>An appeal.</summary>
    public static string Appeal(string district, string appeal) => In(district, "appeals", appeal);

    /// <summary>A step of an appeal (POST): hear, rule, withdraw or consequences.</summary>
    public static string AppealStep(string district, string appeal, string step) =>
        In(district, "appeals", appeal, step);

    /// <summary>The form for a new appeal about a line, and where it is sent (POST).</summary>
    public static string Lodge(string district, string? week = null, string? clause = null, string? fact = null) =>
        In(district, "lodge-appeal") + (week is null ? ""
            : $"?week={Uri.EscapeDataString(week)}&clause={Uri.EscapeDataString(clause ?? "")}"
                + $"&fact={Uri.EscapeDataString(fact ?? "")}");

    /// <summary>The form for a new appeal about a claim.</summary>
    public static string LodgeAbout(string district, string claim) =>
        In(district, "lodge-appeal") + $"?claim={Uri.EscapeDataString(claim)}";

    /// <summary>The gate of a week.</summary>
    public static string Gate(string district, string week) => In(district, "weeks", week);

    /// <summary>Closing a week (POST).</summary>
    public static string Close(string district, string week) => In(district, "weeks", week, "close");

    /// <summary>Deciding with which week the evaluation begins (POST).</summary>
    public static string Begin(string district, string week) => In(district, "weeks", week, "begin");

    /// <summary>Leaving an undecided claim for later (POST).</summary>
    public static string Carry(string district, string week) => In(district, "weeks", week, "carry");

    /// <summary>Waiving findings of the gate (POST).</summary>
    public static string Waive(string district, string week) => In(district, "weeks", week, "waive");

    /// <summary>Confirming a week's draft bulletin (POST).</summary>
    public static string Confirm(string district, string week) => In(district, "weeks", week, "confirm");

    /// <summary>A week's draft bulletin.</summary>
    public static string Draft(string district, string week) => In(district, "weeks", week, "draft");

    /// <summary>Sealing a week's bulletin (POST).</summary>
    public static string Seal(string district, string week) => In(district, "weeks", week, "seal");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string At(long? knownAt) =>
        knownAt is null ? "" : string.Create(CultureInfo.InvariantCulture, $"?{KnownAt}={knownAt}");

    private static string In(params ReadOnlySpan<string> parts)
    {
        var address = "";
        foreach (var part in parts)
        {
            address += "/" + Uri.EscapeDataString(part);
        }

        return address;
    }
}
