using System.Diagnostics;
using Evaluation.Faults.History;

namespace Evaluation.Faults.Load;

/// <summary>
/// Everybody at work: several clients in each district, who ask again when they were not answered, and a clerk who
/// seals weeks. While the clerk is at it, the other clients of the district wait, else its draft would never stand.
/// </summary>
internal sealed class Staff : IAsyncDisposable
{
    private const int ClientsOfDistrict = 3;
    private static readonly TimeSpan Backoff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenWeeks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly CancellationTokenSource ending = new();
    private readonly List<Task> working = [];
    private readonly IReadOnlyList<Uri> servers;
    private int callers;

    /// <summary>Begins.</summary>
    /// <param name="servers">Where to ask.</param>
    /// <param name="districts">For whom.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="prefix">Begins the numbers of requests.</param>
    public Staff(IReadOnlyList<Uri> servers, IReadOnlyList<string> districts, int seed, string prefix)
    {
        (this.servers, Book) = (servers, new Book(prefix));
        var people = new People();
        foreach (var (district, i) in districts.Select((district, i) => (district, i)))
        {
            var (desk, turn) = (new Desk(district, people, seed + i), new SemaphoreSlim(ClientsOfDistrict));
            for (var client = 0; client < ClientsOfDistrict; client++)
            {
                var caller = NewCaller();
                working.Add(Task.Run(() => WorkAsync(desk, turn, caller)));
            }

            var clerk = new Clerk(district, people, NewCaller());
            working.Add(Task.Run(() => SealAsync(clerk, turn)));
        }
    }

    /// <summary>What was asked and answered.</summary>
    public Book Book { get; }

    /// <summary>Waits until so many more requests were accepted.</summary>
    /// <exception cref="FaultsException">They are not for minutes.</exception>
    public async Task AnsweredAsync(int more, CancellationToken ct)
    {
        var (until, watch) = (Book.Accepted + more, Stopwatch.StartNew());
        for (; Book.Accepted < until; await Task.Delay(2, ct))
        {
            if (watch.Elapsed > Patience)
            {
                throw new FaultsException($"{Patience.TotalSeconds:0} s went by and nothing more was accepted");
            }
        }
    }

    /// <summary>Ends; every client waits for its answer.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ending.IsCancellationRequested)
        {
            return;
        }

        await ending.CancelAsync();
        await Task.WhenAll(working);
        ending.Dispose();
    }

    private Caller NewCaller() => new(servers, callers++, Book);

    private async Task WorkAsync(Desk desk, SemaphoreSlim turn, Caller caller)
    {
        using (caller)
        {
            while (!ending.IsCancellationRequested)
            {
                await turn.WaitAsync();
                try
                {
                    await OnceAsync(desk, caller);
                }
                finally
                {
                    turn.Release();
                }
            }
        }
    }

    // Whoever hears nothing asks once more for the same thing.
    private static async Task OnceAsync(Desk desk, Caller caller)
    {
        var command = desk.Next();
        var asked = await caller.AskAsync(desk.District, command, CancellationToken.None);
        if (asked is null or { Answer: Answer.Failed or Answer.Unknown })
        {
            await Task.Delay(Backoff);
            if (asked is not null && command.Subject is not null)
            {
                await caller.AskAsync(desk.District, command, CancellationToken.None);
            }
        }
    }

    private async Task SealAsync(Clerk clerk, SemaphoreSlim turn)
    {
        using (clerk)
        {
            try
            {
                while (true)
                {
                    await Task.Delay(BetweenWeeks, ending.Token);
                    var taken = 0;
                    try
                    {
                        for (; taken < ClientsOfDistrict; taken++)
                        {
                            await turn.WaitAsync(ending.Token);
                        }

                        await clerk.SealAsync(CancellationToken.None);
                    }
                    finally
                    {
                        for (; taken > 0; taken--)
                        {
                            turn.Release();
                        }
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The end of the day.
            }
        }
    }
}
