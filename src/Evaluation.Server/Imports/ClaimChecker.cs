using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Imports;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>Who sends a file of claims, and on what terms.</summary>
/// <param name="By">Who; for a unit, each row is the unit's.</param>
/// <param name="HoldsPast">Whether it may hold what is past: other times, other persons, verifications.</param>
public sealed record FileSender(Signature By, bool HoldsPast)
{
    /// <summary>The accounts known for the district; null when none are.</summary>
    public IReadOnlyList<PersonRow>? People { get; init; }

    /// <summary>Whether it may name others than who sends it, as only a developer's machine allows.</summary>
    public bool MayNameOthers { get; init; }

    /// <summary>The kind of rows that name none; null when each must name one.</summary>
    public string? Kind { get; init; }
}

/// <summary>
/// Checks a file of claims for page, interface and command line alike: reads it, decides on every row, and says what
/// should be looked at before it is taken over.
/// </summary>
/// <param name="databases">The databases of the districts.</param>
/// <param name="ruleSets">Compiled rulebooks.</param>
/// <param name="board">The names of projects.</param>
/// <param name="remarks">What should be looked at.</param>
public sealed class ClaimChecker(
    Databases databases, EventReader events, RuleSets ruleSets, BoardReader board, FileRemarks remarks)
{
    /// <summary>How many faults and remarks are listed.</summary>
    public const int MostListed = ClaimPlan.MostFaults;

    /// <summary>The time zone in which a workbook's moments are meant.</summary>
    public async Task<TimeSpan> OffsetAsync(string district, CancellationToken ct) =>
        (await OpenAsync(district, ct)).Offset;

    /// <summary>Checks a file.</summary>
    /// <param name="table">The file as it was read.</param>
    /// <param name="mark">The template's mark; null for another file.</param>
    /// <param name="sender">Who sends it.</param>
    /// <param name="progress">Receives how many rows of how many are decided.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<CheckedFile> CheckAsync(
        string district, TextTable table, TemplateMark? mark, FileSender sender,
        IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        var import = await OpenAsync(district, ct);
        var by = sender.By with
        {
            Correlation = $"claim-import/{sender.By.Account}/{Guid.CreateVersion7():n}",
            Causation = $"claim-import/{Path.GetFileName(table.File)}",
        };
        var rows = ClaimsFile.Read(table, import.Kinds, new ClaimsGround(by.At)
        {
            Unit = by.Unit,
            Kind = sender.Kind ?? (mark?.Kind is { Length: > 0 } kind ? kind : null),
            HoldsPast = sender.HoldsPast,
            Projects = await import.ProjectsAsync(board, table, ct),
        });
        rows = Foreign(rows, table, mark, district);
        rows = sender.MayNameOthers ? rows : ForgedBy.None(rows, by.Account);
        var plan = await import.DecideAsync(rows, by, sender.People, progress, ct);
        var said = plan.FaultCount > 0 ? [] : await remarks.OfAsync(import, plan, ct);
        return new CheckedFile(
            new ClaimCheck(
                table.File, table.Account.RowsRead, plan.Reported, plan.Verified, plan.Repeated, plan.FaultCount,
                plan.Faults, said.Count, [.. said.Take(MostListed)], [.. Sentences(table, mark, import)],
                DigestOf(plan, said)),
            plan);
    }

    private Task<ClaimImport> OpenAsync(string district, CancellationToken ct) =>
        ClaimImport.OpenAsync(databases, events, ruleSets, district, ct);

    // Its lists are of other units and firms.
    private static Imported<ClaimRow> Foreign(
        Imported<ClaimRow> rows, TextTable table, TemplateMark? mark, string district) =>
        mark is null || mark.District == district ? rows : rows with
        {
            Faults =
            [
                new Fault(
                    table.File, 0, "", $"这是“{mark.District}”的空白表，不是本考评范围的。",
                    "请下载本范围的空白表后重新填写。"),
                .. rows.Faults,
            ],
        };

    private static IEnumerable<string> Sentences(TextTable table, TemplateMark? mark, ClaimImport import)
    {
        foreach (var sentence in table.Account.Sentences)
        {
            yield return sentence;
        }

        if (mark is { Edition: > 0 } && mark.Edition < import.EditionCount)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"空白表按第{mark.Edition}次施行的考评办法制作，现已施行第{import.EditionCount}次；")
                + "列有变动的已逐格指出。";
        }
    }

    // All that would be stored, but for the moment of the report, which is that of taking over.
    private static string DigestOf(ClaimPlan plan, IReadOnlyList<RowRemark> said)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var planned in plan.Events)
        {
            var body = planned.Type == typeof(ClaimReported)
                ? JsonSerializer.SerializeToUtf8Bytes(
                    JsonSerializer.Deserialize<ClaimReported>(planned.Body, EventJson.Options)! with
                    {
                        ReportedAt = default,
                    },
                    EventJson.Options)
                : planned.Body;
            Append($"{planned.Stream}\u001F{planned.Version.ToString(CultureInfo.InvariantCulture)}");
            hash.AppendData(body);
        }

        foreach (var remark in said)
        {
            Append(remark.ToString());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
