using Evaluation.Server.Kit.Store;
using FluentAssertions;

namespace Evaluation.Server.Tests.Store;

/// <summary>One read for many who ask: as few as possible, and never an answer from before the question.</summary>
public sealed class SharedReadsTests
{
    [Fact]
    public async Task Who_asks_while_a_read_runs_gets_the_next_one_and_all_of_them_share_it()
    {
        var ct = TestContext.Current.CancellationToken;
        var (value, reads, gate) = (1, 0, new SemaphoreSlim(0));
        var shared = new SharedReads<string, int>(async _ =>
        {
            var seen = value;
            reads++;
            await gate.WaitAsync(ct);
            return seen;
        });
        var first = shared.AskAsync("a");
        value = 2;
        var later = Enumerable.Range(0, 50).Select(_ => shared.AskAsync("a")).ToList();
        gate.Release(2);

        (await first).Should().Be(1);
        (await Task.WhenAll(later)).Should().AllBeEquivalentTo(2, "each was asked after the change");
        reads.Should().Be(2);
        gate.Release();
        (await shared.AskAsync("a")).Should().Be(2);
        reads.Should().Be(3, "nothing is kept when nobody waits");
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_those_who_waited_for_it_and_for_nobody_else()
    {
        var ct = TestContext.Current.CancellationToken;
        var (failing, gate) = (true, new SemaphoreSlim(0));
        var shared = new SharedReads<int, int>(async key =>
        {
            var fails = failing && key == 1;
            await gate.WaitAsync(ct);
            return fails ? throw new IOException("gone") : key;
        });
        var (first, other) = (shared.AskAsync(1), shared.AskAsync(2));
        failing = false;
        var second = shared.AskAsync(1);
        gate.Release(3);

        await first.Invoking(task => task).Should().ThrowAsync<IOException>();
        (await second, await other).Should().Be((1, 2));
    }

    [Fact]
    public async Task Among_many_writers_and_readers_nobody_sees_less_than_was_written_before_the_question()
    {
        var ct = TestContext.Current.CancellationToken;
        var written = 0;
        var shared = new SharedReads<int, int>(async _ =>
        {
            await Task.Yield();
            var seen = Volatile.Read(ref written);
            await Task.Yield();
            return seen;
        });
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () =>
            {
                for (var i = 0; i < 2000; i++)
                {
                    var before = Interlocked.Increment(ref written);
                    (await shared.AskAsync(0)).Should().BeGreaterThanOrEqualTo(before);
                }
            },
            ct)));
    }
}
