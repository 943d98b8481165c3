using Evaluation.Office.Laboratory;
using Evaluation.Office.Ledger;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Units;

/// <summary>Makes the pages.</summary>
public sealed class RosterPageMaker(
    RequestContext request, RuleSets ruleSets, BoardReader board, PageFrames frames, IHttpContextAccessor http)
{
    private const string DoneText = "已登记，名册如下；已签发的通报不变。";

    private DateOnly Today => DateOnly.FromDateTime(request.Sign().At.DateTime);

    /// <summary>The units on a day.</summary>
    /// <param name="on">The day as it was typed; null for today.</param>
    /// <param name="done">Whether something was entered just now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ListAsync(string? on, bool done, CancellationToken ct)
    {
        var (roster, _) = await RosterAsync(ct);
        var day = on is null ? Today : Typed.Day(on);
        var shown = day ?? Today;
        var present = roster.On(shown).ToList();
        var gone = roster.Terms.Select(term => term.Unit).Distinct().Except(present.Select(term => term.Unit))
            .Select(unit => roster.Terms.FindLast(term => term.Unit == unit)!);
        return await PageResults.PageAsync<RosterPage, RosterView>(new RosterView(
            await FrameAsync(ct), shown,
            [
                .. present.GroupBy(term => term.Group).Select(group => (
                    group.Key, (IReadOnlyList<UnitRow>)[.. group.Select(term => Row(roster, term, shown))])),
            ],
            [.. gone.Select(term => Row(roster, term, shown))], request.May<ChangeRoster>(), done ? DoneText : null,
            day is null ? $"“{Characters.Short(on!)}”不是日期，下面是今天的名册。请写成 2023-07-04。" : null));
    }

    /// <summary>A unit.</summary>
    public async Task<IResult> UnitAsync(string unit, bool done, CancellationToken ct)
    {
        var (roster, _) = await RosterAsync(ct);
        var terms = roster.Terms.FindAll(term => term.Unit == unit);
        if (terms.Count == 0)
        {
            return Answers.Problem(RosterDecider.UnknownUnit(roster, Characters.Short(unit)));
        }

        return await PageResults.PageAsync<RosterUnitPage, RosterUnitView>(new RosterUnitView(
            await FrameAsync(ct), unit, terms[^1].Name,
            [.. terms.Select(term => (term.Name, term.Kind, term.Group, Days(term.From, term.To)))],
            [
                .. roster.Leaders.Where(term => term.Unit == unit)
                    .OrderBy(term => term.To is not null).ThenByDescending(term => term.From)
                    .Select(term => new LeaderRow(
                        term.Person, RosterChange.PostOf(term.Post), Days(term.From, term.To), term.To is null)),
            ],
            [.. roster.Successions.Where(one => one.From.Contains(unit) || one.Makes(unit)).Select(InWords)],
            request.May<ChangeRoster>(), terms[^1].To is null, done ? DoneText : null));
    }

    /// <summary>The fresh form of an entry.</summary>
    public async Task<IResult> FormAsync(string entry, string? unit, string? person, CancellationToken ct) =>
        RosterForm.Find(entry) is { } form
            ? await ShowAsync(form, new FormReading(null), unit, person, null, null, null, ct)
            : Answers.Bare(StatusCodes.Status404NotFound);

    /// <summary>Looks at what an entry changes, or enters it.</summary>
    public async Task<IResult> EnterAsync(string entry, FormReading sent, CancellationToken ct)
    {
        if (RosterForm.Find(entry) is not { } form)
        {
            return Answers.Bare(StatusCodes.Status404NotFound);
        }

        var change = form.Read(sent);
        if (sent.Faults.Count > 0)
        {
            return await ShowAsync(form, sent, null, null, null, null, sent.Faults[0], ct);
        }

        if (sent.Does == "enter")
        {
            return await request.GoOnAsync(
                new ChangeRoster(request.Sign(), change, sent.Seen), $"{Links.Roster(request.District)}?done=yes",
                refusal => ShowAsync(form, sent, null, null, null, null, refusal, ct), ct);
        }

        var (roster, at) = await RosterAsync(ct);
        var head = await board.DistrictAsync(request.District, ct);
        var rules = ruleSets.Of(head?.File.Editions ?? Evaluation.Office.Adoption.Editions.None);
        var decision = RosterDecider.Change(roster, change).Unless(RosterDecider.Unranked(change, rules));
        return decision.Refusal is { } no
            ? await ShowAsync(form, sent, null, null, null, null, no, ct)
            : await ShowAsync(
                form, sent, null, null, await PreviewAsync(roster, change, decision.Events, head, ct), at, null, ct);
    }

    private async Task<EntryPreview> PreviewAsync(
        Roster roster, object change, IReadOnlyList<object> events, BoardHead? head, CancellationToken ct)
    {
        var sentence = RosterChange.InWords(roster, change);
        if (head is not { File: var file } known)
        {
            return new EntryPreview(sentence, ["还没有计分，不影响任何排名。"], []);
        }

        var after = events.Aggregate((Roster?)roster, RosterFold.Evolve)!;
        var units = after.Terms.Concat(file.Roster.Terms).Select(term => term.Unit).Distinct().ToList();
        var entries = await board.OpenOfUnitsAsync(request.District, units, ct);
        var now = new Snapshot(
            known.Position, file, LedgerEntry.InOrder(entries), [], new Dictionary<string, string>());
        var effect = await Task.Run(
            () => RosterTrial.Of(now, ruleSets.Of(file), after, RosterChange.Since(change)), ct);
        return new EntryPreview(
            sentence, [.. Effects(effect)],
            [
                new EntryTable(
                    "年度累计的变动", ["单位", "年度累计现在", "登记后"],
                    [
                        .. effect.Moves.Select(move => (IReadOnlyList<string>)
                            [move.Name, Place(move.Before), Place(move.After)]),
                    ]),
            ]);
    }

    private static IEnumerable<string> Effects(RosterEffect effect)
    {
        if (effect.Last is not { } last || effect.From > last)
        {
            yield return $"自{Print.Week(effect.From.Id)}起的排名按新名册；已截止的各周不变。";
            yield break;
        }

        if (effect.Changed.Count == 0)
        {
            yield return $"自{Print.Week(effect.From.Id)}起按新名册；"
                + $"已截止的各周（到{Print.Week(last.Id)}）得分和位次都不变。";
            yield break;
        }

        yield return $"已截止的各周中，{Span(effect.Changed)}有{effect.Changed.Count}周的得分或位次会变。";
        yield return effect.Sealed.Count == 0 ? "这些周的通报都还没有签发。"
            : $"其中{effect.Sealed.Count}周已经签发（{Span(effect.Sealed)}）："
                + "印发的通报一个字也不变，差别载入下一期，或另行补发。";

        static string Span(IReadOnlyList<Week> weeks) => weeks.Count == 1 ? Print.Week(weeks[0].Id)
            : $"{Print.Week(weeks[0].Id)}至{Print.Week(weeks[^1].Id)}";
    }

    private static string Place(RosterPlace? place) => place is null ? "不参加排名"
        : $"{place.Group}{(place.Rank == 0 ? "不排名次" : $"第{place.Rank}位")}，{Value.Of(place.Points)}分";

    private async Task<IResult> ShowAsync(
        RosterForm form, FormReading sent, string? unit, string? person, EntryPreview? preview, long? seen,
        Refusal? refusal, CancellationToken ct)
    {
        var (roster, _) = await RosterAsync(ct);
        await using var session = request.Session();
        var rules = await ruleSets.OfAsync(session, ct);
        var groups = rules.InOrder.SelectMany(edition => edition.Ranking.Groups)
            .Concat(roster.Terms.Select(term => term.Group)).Distinct().ToList();
        var fields = sent.Shown(form.Inputs(roster, groups, Today, unit, person), refusal);
        return await PageResults.PageAsync<EntryPage, EntryView>(
            new EntryView(
                await FrameAsync(ct), form.Title, form.Button, Links.RosterEntry(request.District, form.Key), fields,
                preview, seen, FormReading.Beside(fields, refusal))
            {
                Remark = "登记后不能撤销，只能以后来的登记改变。",
                Back = (Links.Roster(request.District), "回到名册"),
            },
            Answers.StatusOf(refusal));
    }

    private async Task<(Roster Roster, long Version)> RosterAsync(CancellationToken ct)
    {
        await using var session = request.Session();
        var found = await session.VersionedAsync<Roster>(RosterFold.Stream, ct);
        return (found?.State ?? Roster.Empty, found?.Version ?? 0);
    }

    private static UnitRow Row(Roster roster, UnitTerm term, DateOnly day)
    {
        var terms = roster.Terms.FindAll(one => one.Unit == term.Unit);
        return new UnitRow(
            term.Unit, term.Name, term.Kind, Days(terms[0].From, terms[^1].To), Leaders("top"), Leaders("member"));

        string Leaders(string post) => Print.Names(roster.Leaders
            .Where(one => one.Unit == term.Unit && one.Post == post && one.From <= day
                && (one.To is null || day <= one.To))
            .Select(one => one.Person));
    }

    private static string InWords(Succession one) =>
        $"{Print.Day(one.Day)}，{Print.Names(one.From)}{(one.Merges ? "并入" : "拆分为")}"
        + $"{Print.Names(one.To.Select(to => to.Unit))}（{one.Document}）：{one.Reason}";

    private static string Days(DateOnly from, DateOnly? to) =>
        to is { } last ? Print.Days(from, last) : $"{Print.Day(from)}起";

    private Task<FrameView> FrameAsync(CancellationToken ct) =>
        frames.OfAsync(http.HttpContext!, request.District, ct);
}
