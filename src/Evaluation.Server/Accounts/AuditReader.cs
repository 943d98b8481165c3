using Evaluation.Office.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Accounts;

/// <summary>Reads the audit as people ask for it and puts it into their words.</summary>
/// <param name="databases">Names of districts.</param>
public sealed class AuditReader(AuditBook audit, AccountBook book, Databases databases)
{
    /// <summary>What was typed as a question, or what is wrong with it.</summary>
    public async Task<Result<AuditAsk>> AskAsync(AuditQuery query, CancellationToken ct)
    {
        if (Day(query.From) is not { } from || Day(query.To) is not { } to)
        {
            var (where, text) = Day(query.From) is null ? ("from", query.From!) : ("to", query.To!);
            return new Refusal("day-wrong", $"“{Characters.Short(text)}”不是日期。", where, "请写成 2023-07-17。");
        }

        var ask = AuditAsk.All with
        {
            District = Filled(query.District),
            What = Filled(query.What),
            From = from.Value is { } first ? At(Within(first)) : AuditAsk.All.From,
            Before = to.Value is { } last ? At(Within(last).AddDays(1)) : AuditAsk.All.Before,
        };
        return Filled(query.Who) is { } who
            ? ask with
            {
                People =
                [
                    who,
                    .. (await book.AllAsync(ct)).Select(one => (one.Id, one.Person))
                        .Where(one => one.Person == who || one.Id == AccountRules.IdOf(who)).Select(one => one.Id),
                ],
            }
            : ask;
    }

    /// <summary>Some lines and where to go on.</summary>
    public async Task<(IReadOnlyList<AuditRow> Rows, AuditPlace? Next)> PageAsync(
        AuditAsk ask, AuditPlace from, int most, CancellationToken ct)
    {
        var page = await audit.PageAsync(ask, from, most, ct);
        return (await RowsAsync(page.Lines, ct), page.Next);
    }

    /// <summary>All lines, a piece after the other.</summary>
    public async IAsyncEnumerable<AuditRow> AllAsync(
        AuditAsk ask, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var piece in audit.AllAsync(ask, ct).Chunk(500).WithCancellation(ct))
        {
            foreach (var row in await RowsAsync(piece, ct))
            {
                yield return row;
            }
        }
    }

    private async Task<IReadOnlyList<AuditRow>> RowsAsync(IReadOnlyList<AuditLine> lines, CancellationToken ct)
    {
        var people = (await book.AllAsync(ct)).ToDictionary(one => one.Id, one => one.Person, StringComparer.Ordinal);
        var districts = new Dictionary<string, string>(StringComparer.Ordinal) { [""] = "" };
        foreach (var district in lines.Select(line => line.District).Distinct().Where(one => one.Length > 0))
        {
            await using var session = databases.Session(district);
            districts[district] =
                (await session.StateAsync<DistrictFounded>(DistrictFounded.Stream, ct))?.Name ?? district;
        }

        return
        [
            .. lines.Select(line => new AuditRow(
                AccountTimes.Of(line.At), NameOf(line.Who, line.Person),
                line.IsEvent ? EventLabels.Of(line.What) : Audited.LabelOf(line.What),
                line.IsEvent ? EventLabels.OfStream(line.About) : NameOf(line.About), districts[line.District],
                line.Address, line.Note)),
        ];

        string NameOf(string account, string? kept = null) =>
            (kept ?? people.GetValueOrDefault(account)) is { } person ? $"{person}（{account}）" : account;
    }

    private static string? Filled(string? text) => Characters.ShowsNothing(text) ? null : text.Trim();

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), AccountTimes.Offset);

    // Nothing was done before, and no calendar goes on after.
    private static DateOnly Within(DateOnly day) => day.Year < 1900 ? new DateOnly(1900, 1, 1)
        : day.Year > 9000 ? new DateOnly(9000, 1, 1) : day;

    // Null for a text that is no day; an empty one for no text.
    private static Perhaps? Day(string? text) => Filled(text) is not { } filled ? new Perhaps(null)
        : Typed.Day(filled) is { } day ? new Perhaps(day) : null;

    private sealed record Perhaps(DateOnly? Value);
}
