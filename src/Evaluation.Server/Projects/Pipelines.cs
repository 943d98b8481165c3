using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Mandates;

namespace Evaluation.Server.Projects;

/// <summary>What is asked of a pipeline, as it is typed; null or empty for what is not asked.</summary>
/// <param name="Day">The day; the end of the last closed week when not given.</param>
/// <param name="From">The first day of the period; that of the assessment year when not given.</param>
/// <param name="Unit">Whose projects.</param>
/// <param name="Group">Of which ranking group.</param>
/// <param name="Industry">Of which industry the part of each stage is told.</param>
public sealed record PipelineQuery(string? Day, string? From, string? Unit, string? Group, string? Industry)
{
    /// <summary>The address of the same at a path.</summary>
    public ListAddress At(string path) => new(
        path, [("day", Day), ("from", From), ("unit", Unit), ("group", Group), ("industry", Industry)]);
}

/// <summary>A pipeline with what it can be narrowed to.</summary>
/// <param name="Industries">The industries of the projects shown, in order.</param>
public sealed record SeenPipeline(PipelineAnswer Answer, Roster Roster, IReadOnlyList<string> Industries);

/// <summary>Reads where the projects of a district stand, for page, interface and command line alike.</summary>
/// <param name="search">The projects on file.</param>
/// <param name="board">Units and closed weeks.</param>
/// <param name="ruleSets">Compiled rulebooks, for the assessment year.</param>
public sealed class Pipelines(FileSearch search, BoardReader board, RuleSets ruleSets)
{
    private const string Family = "project/";

    /// <summary>The pipeline, or why it cannot be told.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="now">The moment; no later day is looked at.</param>
    /// <param name="sight">Which projects are shown.</param>
    public async Task<Result<SeenPipeline>> OfAsync(
        string district, PipelineQuery query, DateTimeOffset now, Sight sight, CancellationToken ct)
    {
        var file = (await board.DistrictAsync(district, ct))?.File ?? DistrictFile.Empty;
        var today = DateOnly.FromDateTime(now.ToOffset(file.Founded?.UtcOffset ?? now.Offset).DateTime);
        if (!Day(query.Day, "day", file.LastClosed?.End ?? today).TryGet(out var day, out var refusal)
            || !Day(query.From, "from", Year(file, day)).TryGet(out var from, out refusal))
        {
            return refusal;
        }

        var ask = new PipelineAsk(
            from, day, Filled(query.Unit) is { } unit ? file.Roster.Listed(unit) : null, Filled(query.Group),
            Filled(query.Industry));
        if (day > today)
        {
            return new Refusal(
                "in-the-future", $"{day:yyyy-MM-dd}晚于今天{today:yyyy-MM-dd}。", "day", "请查询今天或以前的日期。");
        }

        if (ask.Check(file.Roster) is { } wrong)
        {
            return wrong;
        }

        var projects = (await search.AllAsync<Project>(
            district, new SoughtFiles(Family, ""), Project.Evolve, ct)).Where(sight.ShowsProject).ToList();
        return new SeenPipeline(
            PipelineAnswer.Of(Pipeline.Of(projects, ask, file.Roster)), file.Roster,
            [
                .. projects.Select(one => one.Industry).Where(one => one.Length > 0).Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal),
            ]);
    }

    private DateOnly Year(DistrictFile file, DateOnly day) =>
        ruleSets.Of(file.Editions).On(day)?.Calendar.YearOf(day) ?? new DateOnly(day.Year, 1, 1);

    private static string? Filled(string? text) => text?.Trim() is { Length: > 0 } filled ? filled : null;

    private static Result<DateOnly> Day(string? text, string where, DateOnly otherwise) =>
        Filled(text) is not { } typed ? otherwise
        : Typed.Day(typed) is { } day && Typed.IsInRange(day) ? day
        : new Refusal(
            "day-wrong", $"“{Characters.Short(typed)}”不是日期。", where,
            $"请写 2023-07-02 这样的日期，在{Typed.FirstDay:yyyy-MM-dd}至{Typed.LastDay:yyyy-MM-dd}之间。");
}
