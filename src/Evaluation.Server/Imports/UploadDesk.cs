using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>
/// Checks files of claims and takes them over beside the requests: one a person, few at a time, so that nobody waits
/// for an answer and nobody is kept waiting by others' files.
/// </summary>
/// <param name="book">Where files are kept meanwhile.</param>
/// <param name="checker">Checks them.</param>
/// <param name="store">Takes them over.</param>
/// <param name="clock">The time of taking over.</param>
/// <param name="life">When the server ends.</param>
/// <param name="logger">Takes what failed.</param>
public sealed partial class UploadDesk(
    UploadBook book, ClaimChecker checker, ClaimStore store, TimeProvider clock, IHostApplicationLifetime life,
    ILogger<UploadDesk> logger) : IDisposable
{
    private const int AtOnce = 2, MostWaiting = 40;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly Refusal Crowded = new(
        "busy", "现在上传的人多，本次没有核对。", "file", "请过一两分钟再试。")
    {
        Kind = RefusalKind.Unavailable,
    };

    private readonly SemaphoreSlim turns = new(AtOnce);
    private int waiting;

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    /// <summary>Keeps a file and begins to check it.</summary>
    public async Task<Outcome> CheckAsync(string district, CheckClaimFile command, CancellationToken ct)
    {
        if (command.Content.Length == 0)
        {
            return Outcome.Refused(new Refusal(
                "file-missing", "没有选择文件，也没有粘贴内容。", "file", "请选择文件或粘贴各行。"));
        }

        if ((Characters.Unprintable(command.File) ?? Characters.Unprintable(command.Kind ?? "")) is not null)
        {
            return Outcome.Refused(new Refusal(
                "text-wrong", "文件名或类别含有无法保存的字符。", "file", "请把文件改名后重新上传。"));
        }

        if (Volatile.Read(ref waiting) >= MostWaiting)
        {
            return Outcome.Refused(Crowded);
        }

        var number = $"{Guid.CreateVersion7():n}";
        if (!await book.PutAsync(
            district, command.By.Account, number, command.File, command.Kind, command.Content, ct))
        {
            return Outcome.Refused(Refusal.Conflict(
                "upload-busy", "您的上一份文件还在办理，这一份没有收。", "file", "请等它办完再上传。"));
        }

        Begin(new Work(district, number, command.By, command.HoldsPast, null));
        return new Outcome(number, 0, 0, null);
    }

    /// <summary>Begins to take over exactly what was checked.</summary>
    public async Task<Outcome> TakeAsync(string district, TakeClaimFile command, CancellationToken ct)
    {
        var found = await book.FindAsync(district, command.By.Account, ct);
        if (found?.Number != command.Number)
        {
            return Outcome.Refused(Refusal.Stale(
                "这份核对结果已经不在了。", "file", "请重新上传核对；未登记任何内容。"));
        }

        // A second press of the button finds it on its way, or done.
        if (found.State is UploadState.Taking or UploadState.Taken)
        {
            return new Outcome(found.Number, 0, 0, null);
        }

        if (found.Check is not { IsReady: true } check || check.Digest != command.Digest)
        {
            return Outcome.Refused(Refusal.Stale(
                "核对结果与页面上的不同，没有接收。", "file", "请查看现在的核对结果，再决定是否接收。"));
        }

        if (await book.BeginTakingAsync(district, command.By.Account, found.Number, ct))
        {
            Begin(new Work(district, found.Number, command.By, command.HoldsPast, command.Digest));
        }

        return new Outcome(found.Number, 0, 0, null);
    }

    /// <summary>The file that a person sent last; null for none. One that a server left undone is taken up.</summary>
    /// <param name="holdsPast">Whether the file may hold what is past.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Upload?> FindAsync(string district, Signature by, bool holdsPast, CancellationToken ct)
    {
        var found = await book.FindAsync(district, by.Account, ct);
        if (found is { IsBusy: true } && await book.ResumeAsync(district, by.Account, found.Number, ct))
        {
            Begin(new Work(
                district, found.Number, by, holdsPast,
                found.State == UploadState.Taking ? found.Check?.Digest : null));
        }

        return found;
    }

    /// <summary>The file that a person sent last, with what was found marked in it; null for none.</summary>
    public async Task<byte[]?> CopyAsync(string district, string account, CancellationToken ct)
    {
        if (await book.FindAsync(district, account, ct) is not { Check: { } check } found
            || await book.ContentAsync(district, account, found.Number, ct) is not { Length: > 0 } content)
        {
            return null;
        }

        var offset = await checker.OffsetAsync(district, ct);
        return await Task.Run(
            () => MarkedCopy.Make(
                TextTable.Of(found.File, content, offset), check.Faults, check.Remarks,
                ClaimTemplate.MarkOf(content)),
            ct);
    }

    // The request ends before the work does.
    private void Begin(Work work)
    {
        Interlocked.Increment(ref waiting);
        _ = Task.Run(() => WorkAsync(work), CancellationToken.None);
    }

    private async Task WorkAsync(Work work)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(life.ApplicationStopping);
        var beating = BeatAsync(work, limit.Token);
        try
        {
            await turns.WaitAsync(limit.Token);
            try
            {
                limit.CancelAfter(Longest);
                await DoAsync(work, limit.Token);
            }
            finally
            {
                turns.Release();
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException
            && life.ApplicationStopping.IsCancellationRequested)
        {
            // Whoever looks next has it begun again.
        }
        catch (Exception failed)
        {
            Failed(failed, work.District, work.By.Account);
            await TryEndAsync(work);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
            await limit.CancelAsync();
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task DoAsync(Work work, CancellationToken ct)
    {
        var by = work.By with { At = clock.GetUtcNow().ToOffset(work.By.At.Offset) };
        var found = await book.FindAsync(work.District, by.Account, ct);
        if (found?.Number != work.Number
            || await book.ContentAsync(work.District, by.Account, work.Number, ct) is not { } content)
        {
            return;
        }

        var offset = await checker.OffsetAsync(work.District, ct);
        var table = TextTable.Of(found.File, content, offset);
        var file = await checker.CheckAsync(
            work.District, table, ClaimTemplate.MarkOf(content),
            new FileSender(by, work.HoldsPast) { Kind = found.Kind }, work, ct);
        var (state, check) = work.Digest is null
            ? (UploadState.Checked, file.Check)
            : await StoreAsync(file, work, by, ct);
        await book.EndAsync(work.District, by.Account, work.Number, state, check, ct);
    }

    // Bound to what was looked at: whatever would be stored otherwise by now is shown first.
    private async Task<(UploadState State, ClaimCheck Check)> StoreAsync(
        CheckedFile file, Work work, Signature by, CancellationToken ct)
    {
        if (file.Check is { FaultCount: 0, Reported: 0, Verified: 0 })
        {
            return (UploadState.Taken, file.Check);
        }

        if (file.Check.Digest != work.Digest || file.Check.FaultCount > 0)
        {
            return (UploadState.Checked, file.Check with
            {
                Changed = "核对之后，系统里的内容有了变动，没有接收。下面是按现在的内容重新核对的结果，请再看一遍。",
            });
        }

        var outcome = await store.StoreAsync(file.Plan, by.At, null, ct);
        return outcome.Refusal is { } refusal
            ? (UploadState.Checked, file.Check with { Changed = $"没有接收：{refusal.What}请再按一次“全部接收”。" })
            : (UploadState.Taken, file.Check);
    }

    private async Task TryEndAsync(Work work)
    {
        try
        {
            await book.EndAsync(
                work.District, work.By.Account, work.Number, UploadState.Failed, null, CancellationToken.None);
        }
        catch (Exception unreachable) when (DatabaseTrouble.RefusalOf(unreachable) is not null)
        {
            Failed(unreachable, work.District, work.By.Account);
        }
    }

    private async Task BeatAsync(Work work, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Beat);
        while (await timer.WaitForNextTickAsync(ct))
        {
            try
            {
                await book.BeatAsync(work.District, work.By.Account, work.Number, work.Done, work.Total, ct);
            }
            catch (Exception unreachable) when (DatabaseTrouble.RefusalOf(unreachable) is not null)
            {
                // The work itself meets the same trouble and says so.
            }
        }
    }

    // The file's name is left out: it may be that of a firm.
    [LoggerMessage(LogLevel.Error, "A file of claims of {account} in {district} could not be worked on.")]
    private partial void Failed(Exception failed, string district, string account);

    // A file that is worked on; the digest is that of the check by which it is taken over.
    private sealed record Work(string District, string Number, Signature By, bool HoldsPast, string? Digest)
        : IProgress<(long Done, long Total)>
    {
        private long done, total;

        public long Done => Volatile.Read(ref done);

        public long Total => Volatile.Read(ref total);

        public void Report((long Done, long Total) value)
        {
            Volatile.Write(ref total, value.Total);
            Volatile.Write(ref done, value.Done);
        }
    }
}
