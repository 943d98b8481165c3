using System.Collections.Immutable;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Accounts;

/// <summary>What a program is to be let do.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Role">One of <see cref="TokenDesk.ProgramRoles"/>.</param>
/// <param name="Unit">The unit for which it reports; null for one that reads.</param>
/// <param name="Days">For how many days.</param>
public sealed record ProgramRequest(string Name, string District, string Role, string? Unit, int Days);

/// <summary>A token that was made; its secret is said once.</summary>
public sealed record MadeToken(AccessToken Token, string Secret);

/// <summary>Who uses a token.</summary>
/// <param name="Owner">The account whose it is; null for a program's own.</param>
public sealed record TokenHolder(AccessToken Token, Account? Owner);

/// <summary>Makes tokens, ends them, and finds whose one is.</summary>
/// <param name="databases">Their units.</param>
public sealed class TokenDesk(AccountBook book, Districts districts, Databases databases)
{
    /// <summary>How many days a token lasts at most.</summary>
    public const int MostDays = 366;

    /// <summary>What a token begins with, so that one is recognised where it should not lie.</summary>
    public const string Prefix = "evt_";

    private const int MostOfPerson = 10;

    /// <summary>What programs may be; whatever is decided, a person decides.</summary>
    public static readonly ImmutableArray<string> ProgramRoles = [Roles.Auditor, Roles.Reporter];

    private static readonly Refusal NoToken = Refusal.NotFound(
        "unknown-token", "没有这个令牌，或者已经撤销。", "token", "请刷新页面后核对。");

    /// <summary>What a token is stored as; null for a text that is none.</summary>
    public static string? HashOf(string text) => text.StartsWith(Prefix, StringComparison.Ordinal)
        ? Secrets.HashOf(text[Prefix.Length..])
        : null;

    /// <summary>The tokens of programs, or of a person, that were not ended; the newest first.</summary>
    public Task<IReadOnlyList<AccessToken>> OfAsync(string? account, CancellationToken ct) =>
        book.TokensAsync(account, ct);

    /// <summary>Makes a token for a program.</summary>
    public async Task<Result<MadeToken>> ForProgramAsync(ProgramRequest request, Doer by, CancellationToken ct)
    {
        var name = request.Name.Trim();
        if (await WrongAsync(request with { Name = name }, ct) is { } wrong)
        {
            return wrong;
        }

        var unit = request.Unit is { } typed ? (await RosterAsync(request.District, ct)).Listed(typed) : null;
        if ((await OfAsync(null, ct)).Any(one => one.Name == name && one.Holds(book.Now)))
        {
            return Refusal.Conflict("token-exists", $"程序“{name}”已有令牌。", "name", "请另取名称，或先撤销原令牌。");
        }

        var (secret, id) = New();
        return await MakeAsync(
            new AccessToken(id, name, null, by.Who, book.Now, book.Now.AddDays(request.Days))
            {
                District = request.District,
                Role = request.Role,
                Unit = unit,
            },
            secret, by, ct);
    }

    /// <summary>Makes a token with which a person acts on the command line or in a program of his own.</summary>
    public async Task<Result<MadeToken>> ForPersonAsync(
        string account, string name, int days, Doer by, CancellationToken ct)
    {
        if (await book.FindAsync(account, ct) is not { LockedFor: null, Phrase: not null } owner)
        {
            return Refusal.NotFound("unknown-account", "没有这个账号，或者没有启用。", "account", "请核对登录名。");
        }

        if ((Names.Check(name.Trim(), "name") ?? WrongDays(days)) is { } wrong)
        {
            return wrong;
        }

        if ((await OfAsync(owner.Id, ct)).Count(one => one.Holds(book.Now)) >= MostOfPerson)
        {
            return Refusal.Conflict(
                "tokens-many", $"已有{MostOfPerson}个个人令牌。", "token", "请先撤销不用的令牌。");
        }

        var (secret, id) = New();
        return await MakeAsync(
            new AccessToken(id, name.Trim(), owner.Id, by.Who, book.Now, book.Now.AddDays(days)), secret, by, ct);
    }

    /// <summary>Ends a token at once.</summary>
    /// <param name="shown">The beginning of its name, as pages show it.</param>
    /// <param name="account">Whose it must be; null for a program's.</param>
    /// <param name="by">Who ends it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<AccessToken>> EndAsync(string shown, string? account, Doer by, CancellationToken ct)
    {
        var all = await OfAsync(account, ct);
        return await book.WriteAsync<AccessToken>(
            writing =>
            {
                if (all.FirstOrDefault(one => ShownAs(one) == shown) is not { } token)
                {
                    return Task.FromResult<Result<AccessToken>>(NoToken);
                }

                writing.Change(token with { Ended = writing.Now });
                writing.Note(by, Audited.TokenEnded, token.Signs, token.Name, token.District ?? "");
                return Task.FromResult<Result<AccessToken>>(token);
            },
            ct);
    }

    /// <summary>What forms call a token: the beginning of its hash, from which nothing follows.</summary>
    public static string ShownAs(AccessToken token) => token.Id[..12];

    /// <summary>Whose a token is, and notes the use; null for one that does not hold.</summary>
    public Task<TokenHolder?> UseAsync(string text, CancellationToken ct) =>
        HashOf(text) is { } id ? book.UseAsync(id, ct) : Task.FromResult<TokenHolder?>(null);

    private static (string Secret, string Id) New()
    {
        var secret = Secrets.New();
        return (Prefix + secret, Secrets.HashOf(secret)!);
    }

    private Task<Result<MadeToken>> MakeAsync(AccessToken token, string secret, Doer by, CancellationToken ct) =>
        book.WriteAsync<MadeToken>(
            writing =>
            {
                writing.Add(token);
                writing.Note(
                    by, Audited.TokenMade, token.Signs,
                    $"{token.Name}{(token.Role is { } role ? $"：{Roles.LabelOf(role)}{token.Unit}" : "")}，"
                    + $"{AccountTimes.Of(token.Until)}到期",
                    token.District ?? "");
                return Task.FromResult<Result<MadeToken>>(new MadeToken(token, secret));
            },
            ct);

    private async Task<Refusal?> WrongAsync(ProgramRequest request, CancellationToken ct) =>
        (Names.Check(request.Name, "name") ?? WrongDays(request.Days)) is { } wrong ? wrong
        : !ProgramRoles.Contains(request.Role)
            ? Refusal.Unknown(
                "role", "角色", Characters.Short(request.Role), "程序只能查看（auditor）或代表单位填报（reporter）。")
        : await districts.MissingAsync(request.District, ct) is { } missing ? missing
        : request.Role != Roles.Reporter
            ? request.Unit is null ? null
                : new Refusal("unit-surplus", "只有填报的程序代表单位。", "unit", "请不填单位，或改选填报。")
        : request.Unit is null
            ? new Refusal("unit-missing", "没有写明程序代表哪个单位填报。", "unit", "请填写单位。")
        : await RosterAsync(request.District, ct) is var roster && !roster.Knows(roster.Listed(request.Unit))
            ? Refusal.Unknown("unit", "单位", Characters.Short(request.Unit), "请填写名册中的单位名称。")
        : null;

    private async Task<Roster> RosterAsync(string district, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        return await session.StateAsync<Roster>(RosterFold.Stream, ct) ?? Roster.Empty;
    }

    private static Refusal? WrongDays(int days) => days is >= 1 and <= MostDays ? null
        : new Refusal("days-wrong", "有效天数不对。", "days", $"请填写1至{MostDays}天。");
}
