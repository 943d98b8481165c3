using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Office.Adoption;
using Evaluation.Office.Appeals;
using Evaluation.Office.Balances;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Office.Mandates;
using Evaluation.Office.Units;
using Evaluation.Office.Weeks;
using Evaluation.Server.Board.Past;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Integrity;

/// <summary>What the events of a district come to.</summary>
/// <param name="Known">The district at the position asked for; null when some event cannot be folded.</param>
/// <param name="Sealed">Weeks, then periods, that some event sealed, each in order of its days.</param>
/// <param name="Events">How many events there are.</param>
/// <param name="Last">The position of the last one.</param>
internal sealed record FoldedLog(Snapshot? Known, IReadOnlyCollection<Term> Sealed, long Events, long Last);

/// <summary>
/// Reads every event of a district once, whether it can be understood, belongs into its stream and is signed by whom it
/// names, and folds those up to a position.
/// </summary>
/// <param name="names">The types of the stored names.</param>
internal sealed class LogFold(EventNames names)
{
    private const int ReportEvery = 1000;

    // A member that no reader looks at was not written by this program, and what it always writes is there.
    private static readonly JsonSerializerOptions
        NothingMore = new(EventJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow },
        Strict = new(NothingMore) { RespectRequiredConstructorParameters = true };

    private const string Select = $"""
        select seq_id, stream_id, type, data, user_name, headers ->> '{UnitOfWork.PersonHeader}'
        from {MartenTables.Events}
        where tenant_id = $1 and type <> '{EventReader.Tombstone}'
        order by seq_id
        """;

    /// <summary>Reads all, and folds those that the board has worked through.</summary>
    /// <param name="found">Receives what is wrong.</param>
    /// <param name="progress">Receives how many events were read.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<FoldedLog> FoldAsync(
        BoardMoment moment, Breaches found, Action<long> progress, CancellationToken ct)
    {
        var (fold, sound, upTo) = (new LedgerFold(DistrictFile.Empty), true, moment.Head?.Position ?? 0);
        var (read, last, terms) = (0L, 0L, new Dictionary<string, Term>(StringComparer.Ordinal));
        await foreach (var row in moment.RowsAsync(Select, Row, ct))
        {
            last = row.Position;
            if (++read % ReportEvery == 0)
            {
                progress(read);
            }

            var (fact, wrong, surplus) = Understand(row.Name, row.Data);
            sound &= fact is not null;
            wrong ??= Misplaced(moment.District, row, fact);
            if (sound && row.Position <= upTo && Apply(fold, row.Position, fact!) is { } unfit)
            {
                (sound, wrong) = (false, wrong ?? unfit);
            }

            wrong ??= surplus;
            if (wrong is not null)
            {
                found.Add(moment.District, IntegrityCheck.Events, $"第{row.Position}号（“{row.Stream}”）", wrong);
            }

            if (SealedBy(fact) is { } term)
            {
                terms[term.Id] = term;
            }
        }

        progress(read);
        var inOrder = terms.Values.OrderBy(term => term.Period is not null).ThenBy(term => term.Last)
            .ThenBy(term => term.First).ToList();
        return new FoldedLog(sound ? fold.At(upTo) : null, inOrder, read, last);
    }

    private static LogRow Row(NpgsqlDataReader row) => new(
        row.GetInt64(0), Text(row, 1), row.GetString(2), row.GetFieldValue<byte[]>(3), Text(row, 4), Text(row, 5));

    private static string Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    private static Term? SealedBy(object? fact) => fact switch
    {
        BulletinSealed e => e.Week,
        BulletinReissued e => e.Week,
        PeriodStep e => SealedBy(e.OfWeek()) is { Week: var week } ? new Term(week, e.Period) : null,
        _ => null,
    };

    // Names that nobody knows are counted elsewhere. What is read although it says too much may have a worse fault.
    private (object? Fact, string? Wrong, string? Surplus) Understand(string name, byte[] data)
    {
        if (!names.All.TryGetValue(name, out var type))
        {
            return (null, null, null);
        }

        try
        {
            return Read(type, data, Strict) is { } fact ? (fact, null, null) : (null, "内容为空。", null);
        }
        catch (JsonException)
        {
            return Leniently(type, data);
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return (null, Unreadable(unreadable), null);
        }
    }

    private static (object? Fact, string? Wrong, string? Surplus) Leniently(Type type, byte[] data)
    {
        try
        {
            return (Read(type, data, NothingMore), null, "缺少本程序总会写入的内容。");
        }
        catch (JsonException)
        {
            return More(type, data);
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return (null, Unreadable(unreadable), null);
        }
    }

    private static (object? Fact, string? Wrong, string? Surplus) More(Type type, byte[] data)
    {
        try
        {
            return (Read(type, data, EventJson.Options), null, "含有本程序从不写入的内容。");
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            return (null, Unreadable(unreadable), null);
        }
    }

    private static object? Read(Type type, byte[] data, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(data, type, options);

    private static string Unreadable(Exception why) => $"内容读不出：{why.Message.Split('\n')[0]}";

    private static string? Apply(LedgerFold fold, long position, object fact)
    {
        try
        {
            fold.Apply(position, fact);
            return null;
        }
        catch (Exception unfit) when (unfit is not OutOfMemoryException)
        {
            return $"接不上它以前的事件：{unfit.Message.Split('\n')[0]}";
        }
    }

    private static string? Misplaced(string district, LogRow row, object? fact) =>
        fact is null ? null
        : StreamOf(fact) is { } own && own != row.Stream ? $"按内容应在“{own}”中。"
        : fact is DistrictFounded founded && founded.District != district ? $"设立的是“{founded.District}”。"
        : SignerOf(fact) is { } signer && signer != row.Account
            ? $"内容写明由“{signer}”办理，署名却是“{row.Account}”。"
        : NameIn(fact) is { } name && name != row.Person
            ? $"内容写明办理人姓名为“{name}”，署名却是“{row.Person}”。"
        : null;

    private static string? StreamOf(object fact) => fact switch
    {
        DistrictFounded => DistrictFounded.Stream,
        WeekClosed or WeekClosedEarly or WeeksBegun => ClosedWeeks.Stream,
        BalancesOpened => OpenedBalances.Stream,
        ClaimCarriedOver e => WeekFile.StreamOf(e.Week),
        WeekConfirmed e => WeekFile.StreamOf(e.Week),
        WeekWaived e => WeekFile.StreamOf(e.Week),
        BulletinSealed e => WeekFile.StreamOf(e.Week),
        BulletinReissued e => WeekFile.StreamOf(e.Week),
        ReissueProposed e => WeekFile.StreamOf(e.Week),
        ReissueDropped e => WeekFile.StreamOf(e.Week),
        PeriodStep e => new Term(default, e.Period).Stream,
        MandateGiven or MandateEnded => MandateRoll.Stream,
        RulebookProposed or RulebookProposalDropped => Proposals.Stream,
        VisibilityDeclared => Visibility.Stream,
        _ when LedgerFold.ClaimOf(fact) is { } claim => Claim.StreamOf(claim),
        _ => LedgerFold.FactOf(fact),
    };

    private static string? SignerOf(object fact) => fact switch
    {
        ClaimReported e => e.ReportedBy,
        ClaimCorrected e => e.CorrectedBy,
        WeekClosed e => e.ClosedBy,
        WeekClosedEarly e => e.ClosedBy,
        WeeksBegun e => e.BegunBy,
        BalancesOpened e => e.OpenedBy,
        WeekConfirmed e => e.ConfirmedBy,
        WeekWaived e => e.WaivedBy,
        BulletinSealed e => e.SealedBy,
        BulletinReissued e => e.SealedBy,
        ReissueProposed e => e.ProposedBy,
        ReissueDropped e => e.DroppedBy,
        RulebookProposed e => e.ProposedBy,
        RulebookProposalDropped e => e.DroppedBy,
        AppealLodged e => e.LodgedBy,
        AppealRuled e => e.RuledBy,
        PeriodStep e => SignerOf(e.OfWeek()),
        _ => null,
    };

    private static string? NameIn(object fact) => fact switch
    {
        WeekClosed e => e.Closer,
        WeekConfirmed e => e.Confirmer,
        WeekWaived e => e.Waiver,
        BulletinSealed e => e.Sealer,
        BulletinReissued e => e.Sealer,
        ReissueProposed e => e.Proposer,
        AppealLodged e => e.Lodger,
        AppealRuled e => e.Ruler,
        PeriodStep e => NameIn(e.OfWeek()),
        _ => null,
    };

    private readonly record struct LogRow(
        long Position, string Stream, string Name, byte[] Data, string Account, string Person);
}
