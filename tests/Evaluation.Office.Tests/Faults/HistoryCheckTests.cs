using Evaluation.Faults.History;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Faults;

/// <summary>What `ops/faults` calls lost, doubled, half, untrue and odd.</summary>
public sealed class HistoryCheckTests
{
    private static readonly Asked First = new("r-1", "report A", "one", 1)
    {
        Answer = Answer.Accepted,
        Stream = "claim/A",
        Version = 1,
        Position = 7,
        Sent = 10,
        Heard = 20,
    };

    private static readonly Asked Firm = new("r-2", "file F", "one", 2)
    {
        Answer = Answer.Accepted,
        Stream = "firm/F",
        Version = 1,
        Position = 9,
        Sent = 30,
        Heard = 40,
    };

    private static readonly Logged Reported = new("one", "claim/A", 1, 7, "r-1");
    private static readonly Logged Filed = new("one", "firm/F", 1, 8, "r-2");
    private static readonly Logged Named = new("one", "name/f", 1, 9, "r-2");
    private static readonly Logged Seeded = new("one", "district", 1, 1, "seeds/one");

    public static TheoryData<string, Asked[], Logged[], string> Wrong => new()
    {
        { "an accepted request is gone", [First], [], "Lost" },
        { "one that was said to be stored is gone", [Unshown(First)], [], "Lost" },
        { "one that was said to be stored is half", [Unshown(Firm)], [Filed], "Half" },
        { "an accepted request is half", [Firm], [Named], "Half" },
        { "one that nobody knows of is half", [Unanswered(Firm)], [Filed], "Half" },
        { "an event came twice", [First], [Reported, Reported with { Version = 2, Position = 9 }], "Doubled" },
        { "one that nobody knows of came twice", [Unanswered(First)],
            [Reported, Reported with { Version = 2, Position = 9 }], "Doubled" },
        { "it was asked again, and stored both times", [Unanswered(First), First with { Request = "r-3", Version = 2 }],
            [Reported with { Position = 6 }, Reported with { Version = 2, Request = "r-3" }], "Doubled" },
        { "a refused request is stored", [First with { Answer = Answer.Refused }], [Reported], "Untrue" },
        { "one that failed is stored in part", [Firm with { Answer = Answer.Failed }], [Named], "Untrue" },
        { "nothing was to change", [First with { Position = 0 }], [Reported], "Untrue" },
        { "it is at another position", [First], [Reported with { Position = 8 }], "Untrue" },
        { "it is another version", [First with { Version = 2 }], [Reported], "Untrue" },
        { "it is in another stream", [First], [Reported with { Stream = "claim/B" }], "Untrue" },
        { "it is in another district", [First], [Reported with { District = "two" }], "Odd" },
        { "a version is missing", [], [Seeded, Seeded with { Version = 3, Position = 2 }], "Odd" },
        { "a version is there twice", [], [Seeded, Seeded with { Position = 2 }], "Odd" },
        { "a stream does not begin", [], [Seeded with { Version = 2 }], "Odd" },
        { "versions are in the wrong order", [], [Seeded with { Position = 3 }, Seeded with { Version = 2 }], "Odd" },
        { "a position is there twice", [], [Seeded, Seeded with { Stream = "roster" }], "Odd" },
        { "nobody sent it", [], [Reported], "Odd" },
        { "it comes before what was answered before it was sent",
            [First, Firm with { Events = 1, Position = 6 }], [Reported, Filed with { Position = 6 }], "Odd" },
    };

    [Fact]
    public void What_is_stored_as_it_was_answered_is_sound()
    {
        var judgement = Judge(
            [
                First, Firm, First with { Request = "r-3", Subject = null, Position = 0 },
                First with { Request = "r-4", Answer = Answer.Refused, Code = "repeated" },
                First with { Request = "r-5", Subject = "report B", Answer = Answer.Failed },
                Unanswered(First) with { Request = "r-6", Subject = "report C" },
                Unanswered(Firm) with { Request = "r-7", Subject = "file G" },
                Unshown(First) with { Request = "r-8", Subject = "report H" },
            ],
            [
                Seeded, Reported, Filed, Named, Filed with { Stream = "firm/G", Position = 11, Request = "r-7" },
                Named with { Stream = "name/g", Position = 12, Request = "r-7" },
                Reported with { Stream = "claim/H", Position = 13, Request = "r-8" },
            ]);

        judgement.All.Should().BeEmpty();
    }

    [Fact]
    public void Who_is_answered_late_may_come_earlier_in_the_log() => Judge(
        [First with { Heard = 35 }, Firm with { Events = 1, Position = 6 }], [Reported, Filed with { Position = 6 }])
        .All.Should().BeEmpty();

    [Theory, MemberData(nameof(Wrong))]
    public void What_is_wrong_is_found(string what, Asked[] history, Logged[] log, string named)
    {
        var judgement = Judge(history, log);

        judgement.All.Should().ContainSingle(what);
        var kinds = new Dictionary<string, IReadOnlyList<string>>
        {
            ["Lost"] = judgement.Lost,
            ["Doubled"] = judgement.Doubled,
            ["Half"] = judgement.Half,
            ["Untrue"] = judgement.Untrue,
            ["Odd"] = judgement.Odd,
        };
        kinds.Where(kind => kind.Value.Count > 0).Select(kind => kind.Key).Should().Equal(named);
    }

    private static Asked Unanswered(Asked asked) =>
        asked with { Answer = Answer.Unknown, Stream = "", Version = 0, Position = 0 };

    private static Asked Unshown(Asked asked) => Unanswered(asked) with { Answer = Answer.Stored };

    private static Judgement Judge(Asked[] history, Logged[] log) => HistoryCheck.Judge(
        history, log, request => request.StartsWith("r-", StringComparison.Ordinal));
}
