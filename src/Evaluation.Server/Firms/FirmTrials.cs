using Evaluation.Office.Firms;
using Evaluation.Office.Laboratory;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>A line whose points differ, in words.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Fact">The claim or period by its number or name.</param>
/// <param name="What">What it is, in words.</param>
/// <param name="On">The day it counts on.</param>
/// <param name="Before">Its points as it is.</param>
/// <param name="After">Its points as tried.</param>
/// <param name="Sealed">Whether the bulletin of its week is sealed.</param>
public sealed record FirmTrialLine(
    string Unit, string Fact, string What, string Clause, DateOnly On, decimal Before, decimal After, bool Sealed);

/// <summary>A unit's year to date at the end of the last closed week.</summary>
/// <param name="Unit">The unit's name.</param>
/// <param name="Before">Its place and points as it is, in print.</param>
/// <param name="After">The same as tried.</param>
public sealed record FirmTrialMove(string Unit, string Before, string After);

/// <summary>What a merger, or the undoing of one, would change.</summary>
/// <param name="Sentences">In sentences.</param>
/// <param name="Claims">How many claims that count name the file.</param>
/// <param name="Lines">The lines that would differ.</param>
/// <param name="Moves">The units that would stand elsewhere.</param>
public sealed record FirmTrialAnswer(
    IReadOnlyList<string> Sentences, int Claims, IReadOnlyList<FirmTrialLine> Lines,
    IReadOnlyList<FirmTrialMove> Moves);

/// <summary>Tries out mergers on what is on the board.</summary>
/// <param name="ruleSets">Compiled rulebooks.</param>
public sealed class FirmTrials(BoardReader board, RuleSets ruleSets)
{
    /// <summary>The short names of the files that were taken into a file, directly or by others.</summary>
    public async Task<IReadOnlyList<string>> TakenInAsync(string district, string firm, CancellationToken ct) =>
        (await board.DistrictAsync(district, ct))?.File.Roster.Firms is { } firms
            ? [.. firms.All.Select(one => one.Firm).Where(one => firms.Of(one) == firm)]
            : [];

    /// <summary>What a merger would change, or why it is refused.</summary>
    public async Task<Result<FirmTrialAnswer>> OfMergerAsync(
        IQuerySession session, string enterprise, string into, CancellationToken ct)
    {
        var request = new FirmMerged(enterprise, into, "试算");
        var (firm, stays) = (await session.StateAsync<Firm>(Firm.StreamOf(enterprise), ct),
            await session.StateAsync<Firm>(Firm.StreamOf(into), ct));
        if (FirmDecider.Merge(firm, stays, request).Refusal is { } refusal)
        {
            return refusal;
        }

        string[] doubts = firm!.CreditCode is { } one && stays!.CreditCode is { } other && one != other
            ?
            [
                $"请注意：两份档案的统一社会信用代码不同（{one}，{other}）。"
                    + "一家企业只有一个代码，请先确认哪个登记错了。",
            ]
            : [];
        return await OfAsync(
            session.TenantId, before => MergedFirms.With(before, enterprise, into),
            [
                $"“{firm.Name}”（{firm.Id}）的档案并入“{stays!.Name}”（{stays.Id}），"
                    + "此后两个代号、名称和代码都指同一家企业。",
                .. doubts,
            ],
            ct);
    }

    /// <summary>What the undoing of a merger would change, or why it is refused.</summary>
    public async Task<Result<FirmTrialAnswer>> OfUndoingAsync(
        IQuerySession session, string enterprise, CancellationToken ct)
    {
        var firm = await session.StateAsync<Firm>(Firm.StreamOf(enterprise), ct);
        return FirmDecider.UndoMerge(firm, new FirmMergeUndone(enterprise, "", "试算")).Refusal is { } refusal
            ? refusal
            : await OfAsync(
                session.TenantId, before => before?.Without(enterprise),
                [$"“{firm!.Name}”（{firm.Id}）的档案重新独立，此后与“{firm.MergedInto}”是两家企业。"], ct);
    }

    private async Task<FirmTrialAnswer> OfAsync(
        string district, Func<MergedFirms?, MergedFirms?> change, IReadOnlyList<string> sentences,
        CancellationToken ct)
    {
        if (await board.DistrictAsync(district, ct) is not { File: var file } head)
        {
            return new FirmTrialAnswer([.. sentences, "还没有计分，不影响任何得分。"], 0, [], []);
        }

        var units = file.Roster.Terms.Select(term => term.Unit).Distinct().ToList();
        var entries = LedgerEntry.InOrder(await board.OpenOfUnitsAsync(district, units, ct));
        var names = await board.NamesAsync(district, ct);
        var rules = ruleSets.Of(file);
        var now = new Snapshot(head.Position, file, entries, [], names);
        var effect = await Task.Run(() => FirmTrial.Of(now, rules, change(file.Roster.Firms)), ct);
        return new FirmTrialAnswer(
            [.. sentences, .. Effects(effect)], effect.Claims, [.. Lines(effect, entries, names, rules)],
            [
                .. effect.Board?.Moves.Select(
                    move => new FirmTrialMove(move.Name, Place(move.Before), Place(move.After))) ?? [],
            ]);
    }

    private static IEnumerable<string> Effects(FirmEffect effect)
    {
        yield return effect.Claims == 0 ? "没有已计分的事项用这份档案。"
            : $"已计分的事项中有{effect.Claims}件用这份档案；事项本身不改。";
        if (effect.Lines.Count == 0)
        {
            yield return "没有一分会变：没有因此重复或不再重复的事项。";
            yield break;
        }

        var (published, open) = (effect.Lines.Count(line => line.Sealed), effect.Lines.Count(line => !line.Sealed));
        yield return $"共有{effect.Lines.Count}处得分会变，涉及"
            + $"{Print.Names(effect.Lines.Select(line => line.Name).Distinct())}，列在下面。";
        if (open > 0)
        {
            yield return $"其中{open}处在还没有签发的各周，登记后立即按新的计算。";
        }

        if (published > 0)
        {
            yield return $"其中{published}处在已经签发的各周：印发的通报一个字也不变，差别载入下一期，或另行补发。";
        }
    }

    private static IEnumerable<FirmTrialLine> Lines(
        FirmEffect effect, IReadOnlyList<LedgerEntry> entries, IReadOnlyDictionary<string, string> names,
        RuleSet rules)
    {
        var facts = entries.ToLookup(entry => entry.Fact, StringComparer.Ordinal);
        return effect.Lines.Select(line => new FirmTrialLine(
            line.Name, line.Fact,
            Sentences.About(facts[line.Fact].FirstOrDefault()?.ToFact(), line.Fact, names, rules), line.Clause,
            line.On, line.Before, line.After, line.Sealed));
    }

    private static string Place(RosterPlace? place) => place is null ? "不参加排名"
        : $"{place.Group}{(place.Rank == 0 ? "不排名次" : $"第{place.Rank}位")}，{Value.Of(place.Points)}分";
}
