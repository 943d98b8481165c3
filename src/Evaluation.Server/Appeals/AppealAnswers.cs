using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Publication;

namespace Evaluation.Server.Appeals;

/// <summary>An appeal as data.</summary>
/// <param name="Appeal">Its number.</param>
/// <param name="Unit">The unit that lodged it.</param>
/// <param name="Week">The bulletin's week.</param>
/// <param name="Clause">The line's clause; null for a claim.</param>
/// <param name="Fact">The line's fact or period; null for a claim.</param>
/// <param name="Claim">The claim's number; null for a line.</param>
/// <param name="Status">Its state.</param>
/// <param name="Open">Whether a ruling is still owed.</param>
/// <param name="Reason">Why it was lodged.</param>
/// <param name="Evidence">Names of files.</param>
/// <param name="LodgedAt">When.</param>
/// <param name="LastDay">The last day on which it could be lodged.</param>
/// <param name="Assumed">The years of which the last day assumes the working days.</param>
/// <param name="Hearings">Notes of hearings, in order.</param>
/// <param name="Ruling">The ruling; null before it.</param>
/// <param name="Affected">The units whose rank the ruling changed.</param>
public sealed record AppealAnswer(
    string Appeal, string Unit, string Week, string? Clause, string? Fact, string? Claim, string Status, bool Open,
    string Reason, IReadOnlyList<string> Evidence, DateTimeOffset LodgedAt, string LodgedBy, DateOnly LastDay,
    IReadOnlyList<int> Assumed, IReadOnlyList<string> Hearings, RulingAnswer? Ruling,
    IReadOnlyList<RankChange> Affected)
{
    /// <summary>The answer for an appeal.</summary>
    public static AppealAnswer Of(Appeal appeal) => new(
        appeal.Id, appeal.Lodged.Unit, appeal.Lodged.Week.Id, appeal.Lodged.About.Clause, appeal.Lodged.About.Fact,
        appeal.Lodged.About.Claim, AppealAnswers.Word(appeal.Status), appeal.Open, appeal.Lodged.Reason,
        appeal.Lodged.Evidence, appeal.Lodged.LodgedAt, appeal.Lodged.LodgedBy, appeal.Lodged.LastDay.Day,
        appeal.Lodged.LastDay.Assumed, appeal.Hearings, appeal.Ruling is { } ruling ? RulingAnswer.Of(ruling) : null,
        appeal.Affected);
}

/// <summary>A ruling as data.</summary>
/// <param name="Upheld">Whether the unit was right.</param>
/// <param name="Reason">Why.</param>
/// <param name="Document">The document number.</param>
/// <param name="Remedy">How it is put right; null for a dismissal.</param>
/// <param name="RuledAt">When.</param>
/// <param name="Week">The last ranked week, for which the changes were counted.</param>
/// <param name="Changes">What it changed.</param>
public sealed record RulingAnswer(
    bool Upheld, string Reason, string Document, string? Remedy, string RuledBy, DateTimeOffset RuledAt, string Week,
    IReadOnlyList<RankChange> Changes)
{
    /// <summary>The answer for a ruling.</summary>
    public static RulingAnswer Of(AppealRuled ruling) => new(
        ruling.Upheld, ruling.Reason, ruling.Document, ruling.Remedy is { } kind ? AppealAnswers.Word(kind) : null,
        ruling.RuledBy, ruling.RuledAt, ruling.Week.Id, ruling.Changes);
}

/// <summary>The claim that an appeal concerns.</summary>
public sealed record ConcernedClaimAnswer(
    string Id, string Unit, string Kind, DateOnly OccurredOn, string Status, string Reason)
{
    /// <summary>The answer for a claim.</summary>
    public static ConcernedClaimAnswer Of(Claim claim) => new(
        claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, AppealAnswers.Word(claim.Status), claim.Reason);
}

/// <summary>An event of an appeal's history.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="Name">The stored name.</param>
/// <param name="Label">The name in the office's words.</param>
/// <param name="At">When the request was received.</param>
/// <param name="Account">Who asked.</param>
public sealed record HistoryEventAnswer(long Position, string Name, string Label, DateTimeOffset At, string? Account)
{
    /// <summary>The answer for an event.</summary>
    public static HistoryEventAnswer Of(RecordedEvent e) =>
        new(e.Position, e.Name, EventLabels.Of(e.Name), e.At, e.Account);
}

/// <summary>An appeal with everything that belongs to it.</summary>
/// <param name="Version">For If-Match.</param>
/// <param name="Line">The line as published; null for a claim.</param>
/// <param name="Claim">The claim concerned; null for none.</param>
/// <param name="History">What happened, in order.</param>
public sealed record AppealFileAnswer(
    AppealAnswer Appeal, long Version, PublishedLine? Line, ConcernedClaimAnswer? Claim,
    IEnumerable<HistoryEventAnswer> History)
{
    /// <summary>The answer for a file.</summary>
    public static AppealFileAnswer Of(AppealFile file) => new(
        AppealAnswer.Of(file.Appeal), file.Version, file.Line,
        file.Claim is { } claim ? ConcernedClaimAnswer.Of(claim) : null, file.Events.Select(HistoryEventAnswer.Of));
}

/// <summary>A ruling that was taken, with what it changed.</summary>
/// <param name="Stream">The appeal's stream.</param>
/// <param name="Version">The stream's version after the ruling.</param>
/// <param name="Position">The log position of the last event stored.</param>
/// <param name="Week">The last ranked week, for which the changes were counted.</param>
/// <param name="Changes">What it changed.</param>
/// <param name="Affected">The units whose rank it changed.</param>
public sealed record RuledAnswer(
    string Stream, long Version, long Position, string Week, IReadOnlyList<RankChange> Changes,
    IReadOnlyList<RankChange> Affected);

/// <summary>What a remedy would change.</summary>
/// <param name="Week">The last ranked week, for which the changes are counted.</param>
/// <param name="Changes">The units whose points or rank would change.</param>
public sealed record ConsequencesAnswer(string Week, IReadOnlyList<RankChange> Changes);

/// <summary>Words of answers about appeals.</summary>
internal static class AppealAnswers
{
    /// <summary>A value as programs read it.</summary>
    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
