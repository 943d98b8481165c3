using System.Buffers.Text;
using System.Text.Json;
using Evaluation.Rulebooks.Words;
using Microsoft.AspNetCore.Identity;

namespace Evaluation.Server.Accounts;

/// <summary>What is decided about passkeys: adding, naming, removing and signing in.</summary>
/// <param name="audit">Notes what strangers try.</param>
public sealed class PasskeyDesk(AccountBook book, AuditBook audit)
{
    /// <summary>The most characters of what a browser answers.</summary>
    public const int LongestAnswer = 20_000;

    private const int LongestId = 1400;

    /// <summary>There is no such passkey.</summary>
    internal static readonly Refusal Gone = Refusal.NotFound(
        "passkey-gone", "没有这个通行密钥，可能已经移除。", "passkey", "请刷新页面查看现有的通行密钥。");

    /// <summary>What was to be answered is over.</summary>
    internal static readonly Refusal Over = new(
        "passkey-over", "等待太久，或者这次验证已经用过。", "passkey", "请重新验证。")
    {
        Kind = RefusalKind.SignedOut,
    };

    // One sentence for whatever is wrong: a stranger learns nothing from it.
    private static readonly Refusal Wrong = new(
        "passkey-wrong", "通行密钥没有通过验证，或者已经移除，或者账号不能登录。", "passkey",
        "请重试，或改用登录名和口令；仍不行请联系管理员。")
    {
        Kind = RefusalKind.SignedOut,
    };

    // Said alike, and noted otherwise: nobody is meant.
    private static readonly Refusal Unknown = Wrong with { };

    private static readonly Refusal NotMade = new(
        "passkey-not-made", "设备没有给出可用的通行密钥。", "passkey",
        "请重新添加，并在设备上完成指纹、面容或锁屏密码验证。");

    private static readonly Refusal BadName = new(
        "passkey-name", "通行密钥的名称为空、过长或含有看不见的字符。", "name",
        $"请写一个认得出的名称，不超过{Passkey.LongestName}个字，例如 办公室电脑。");

    /// <summary>The name of the credential in what a browser answers, as it is stored; null for none.</summary>
    public static string? IdIn(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 and <= LongestId } text
                && Base64Url.IsValid(text)
                    ? Base64Url.EncodeToString(Base64Url.DecodeFromChars(text))
                    : null;
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Adds a passkey that was examined.</summary>
    /// <param name="made">What the examination found; null when the answer did not hold.</param>
    /// <param name="name">What the person calls it.</param>
    /// <param name="challenge">The challenge that it answers, which is used by that.</param>
    /// <param name="by">Who.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<Passkey>> AddAsync(
        UserPasskeyInfo? made, string name, Brief challenge, Doer by, CancellationToken ct) =>
        book.WriteAsync<Passkey>(
            async writing =>
            {
                if (made is null || await writing.FindAsync(by.Who) is not { LockedFor: null } account)
                {
                    return NotMade;
                }

                if (NameIn(name) is not { } called)
                {
                    return BadName;
                }

                var id = Base64Url.EncodeToString(made.CredentialId);
                if (!await writing.SpendAsync(challenge.Hash(), challenge.Until))
                {
                    return Over;
                }

                if (await writing.PasskeyAsync(id) is not null
                    || (await writing.PasskeysAsync(account.Id)).Count >= Passkey.Most)
                {
                    return Refusal.Conflict(
                        "passkey-exists", $"这个通行密钥已经登记过，或者已有{Passkey.Most}个。", "passkey",
                        "请先移除不再使用的通行密钥。");
                }

                var passkey = new Passkey(
                    id, account.Id, called, writing.Now, made.PublicKey, made.SignCount, made.Transports ?? [],
                    made.IsBackupEligible);
                writing.Add(passkey);

                // Another request may take ways in away from the account: one of both is decided again.
                writing.Change(account);
                writing.Note(by, Audited.PasskeyAdded, account.Id, called);
                return passkey;
            },
            ct);

    /// <summary>Gives a passkey of one's own another name.</summary>
    public Task<Result<Passkey>> RenameAsync(string shown, string name, Doer by, CancellationToken ct) => OwnAsync(
        shown, by,
        (writing, passkey) =>
        {
            if (NameIn(name) is not { } called)
            {
                return BadName;
            }

            var renamed = passkey with { Name = called };
            writing.Change(renamed);
            return renamed;
        },
        ct);

    /// <summary>Removes a passkey of one's own; all other sessions and the own tokens end.</summary>
    public Task<Result<Passkey>> RemoveAsync(string shown, string session, Doer by, CancellationToken ct) => OwnAsync(
        shown, by,
        (writing, passkey) =>
        {
            writing.End(passkey);
            writing.EndAll(by.Who, session);
            writing.Note(by, Audited.PasskeyRemoved, by.Who, passkey.Name);
            return passkey;
        },
        ct);

    /// <summary>Signs in with a passkey.</summary>
    /// <param name="answer">What the browser answers.</param>
    /// <param name="challenge">The challenge that it had; null for none.</param>
    /// <param name="examine">Examines the answer; gives the count that the device signed, or null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<SignedIn>> SignInAsync(
        string answer, Brief? challenge, Func<Account, Passkey, Task<long?>> examine, Guest guest,
        CancellationToken ct)
    {
        if (challenge is null)
        {
            return Over;
        }

        // Before it is looked at, so that an answer is looked at once, however it ends.
        var id = answer.Length <= LongestAnswer ? IdIn(answer) : null;
        var begun = await book.WriteAsync<Known>(
            async writing =>
                id is null || await writing.PasskeyAsync(id) is not { } passkey
                    || await writing.FindAsync(passkey.Account) is not { } account ? Unknown
                : !await writing.SpendAsync(challenge.Hash(), challenge.Until)
                    ? Refused(writing, guest, account, passkey, "重复使用", Over)
                : account.LockedFor is not null ? Refused(writing, guest, account, passkey, "账号已锁定", Wrong)
                : new Known(account, passkey),
            ct);
        if (!begun.TryGet(out var known, out var refusal))
        {
            if (ReferenceEquals(refusal, Unknown))
            {
                await audit.NoteTriedAsync(
                    guest.By with { Who = "" }, Audited.SignInRefused, "", "", "没有登记过的通行密钥", ct);
            }

            return refusal;
        }

        var count = await examine(known.Account, known.Passkey);
        return await book.WriteAsync(
            async writing => Decided(
                writing, await writing.FindAsync(known.Account.Id), await writing.PasskeyAsync(known.Passkey.Id), count,
                known, guest),
            ct);
    }

    private static Result<SignedIn> Decided(
        AccountWriting writing, Account? account, Passkey? passkey, long? count, Known known, Guest guest)
    {
        if (account is not { LockedFor: null } || passkey is null || count is not { } signed)
        {
            return Refused(writing, guest, known.Account, known.Passkey, "没有通过验证", Wrong);
        }

        // A device that counts and signs with an older count has a copy somewhere.
        if ((signed != 0 || passkey.Count != 0) && signed <= passkey.Count)
        {
            return Refused(writing, guest, account, passkey, "计数倒退，可能被复制", Wrong);
        }

        writing.Change(passkey with { Count = signed, Used = writing.Now });
        return SignIns.BeginOtherwise(writing, account, SignInWays.Passkey, $"通行密钥“{passkey.Name}”", guest);
    }

    private static Refusal Refused(
        AccountWriting writing, Guest guest, Account account, Passkey passkey, string why, Refusal refusal)
    {
        writing.Note(
            guest.By with { Who = account.Id }, Audited.SignInRefused, account.Id,
            $"通行密钥“{passkey.Name}”：{why}");
        return refusal;
    }

    private Task<Result<Passkey>> OwnAsync(
        string shown, Doer by, Func<AccountWriting, Passkey, Result<Passkey>> change, CancellationToken ct) =>
        book.WriteAsync(
            async writing =>
                (await writing.PasskeysAsync(by.Who)).FirstOrDefault(one => one.ShownAs() == shown) is { } own
                    ? change(writing, own)
                    : Gone,
            ct);

    private static string? NameIn(string typed) =>
        typed.Trim() is var name && !Characters.ShowsNothing(name) && Characters.Count(name) <= Passkey.LongestName
            && Characters.Unprintable(name) is null ? name : null;

    private sealed record Known(Account Account, Passkey Passkey);
}
