using System.Security.Cryptography;
using System.Text;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>A claim of a file to import.</summary>
/// <param name="Reported">The claim as reported.</param>
/// <param name="Verified">Its verification; null for a claim that still waits for one.</param>
public sealed record ClaimRow(FactRow Reported, VerifiedRow? Verified);

/// <summary>That a claim was found true, as a file holds it.</summary>
/// <param name="At">When.</param>
/// <param name="Note">A remark.</param>
public sealed record VerifiedRow(DateTimeOffset At, string By, string Note);

/// <summary>What a file of claims need not say, and what it may say.</summary>
/// <param name="Now">When it is imported: nothing in it is later, and what names no time is reported then.</param>
public sealed record ClaimsGround(DateTimeOffset Now)
{
    /// <summary>The unit of rows that name none; null when each must name one.</summary>
    public string? Unit { get; init; }

    /// <summary>The name of the kind of rows that name none; null when each must name one.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether it may hold what is past: when and by whom it was reported, and verifications.</summary>
    public bool HoldsPast { get; init; } = true;

    /// <summary>The codes of projects by their names, of those that have a name of their own.</summary>
    public IReadOnlyDictionary<string, string> Projects { get; init; } = new Dictionary<string, string>();
}

/// <summary>
/// Files of claims to import: the columns of <see cref="FactsFile"/> by name or label, and
/// `verified_at,verified_by,note` for claims that were verified. A row without a number gets one that follows from its
/// content, so that the same row is the same claim whenever it comes.
/// </summary>
public static class ClaimsFile
{
    /// <summary>What a row has in place of its number that only shows how rows are filled in.</summary>
    public const string Example = "示例";

    private const int Digits = 16;

    private static readonly string[] Verification = ["verified_at", "verified_by", "note"];
    private static readonly string[] Past = ["recorded_at", "recorded_by", .. Verification];

    /// <summary>Reads a file of claims.</summary>
    /// <param name="kinds">The kinds that it may hold.</param>
    /// <param name="ground">What it need not say, and what it may.</param>
    public static Imported<ClaimRow> Read(TextTable table, IReadOnlyList<KindDefinition> kinds, ClaimsGround ground)
    {
        var columns = new FactColumns(table, kinds);
        if (table.Columns.Count > 0)
        {
            columns.Check((string[])
            [
                .. ground.Kind is null ? [FactColumns.Kind] : Array.Empty<string>(),
                .. ground.Unit is null ? [FactColumns.Unit] : Array.Empty<string>(), FactColumns.Day,
            ]);
        }

        // A cell that cannot be read takes nothing from the others; a head that is wrong does.
        var (rows, unread) = (new List<ClaimRow>(), table.Faults.Select(fault => (fault.Row, fault.Column)).ToList());
        if (unread.TrueForAll(fault => fault.Row > table.Account.Header))
        {
            var reading = new RowReading(columns, kinds, ground);
            rows.AddRange(table.Rows.Where(row => !IsExample(row)).Select(reading.Read));
            if (columns.HeadOf(FactColumns.Id) is { } id)
            {
                table.Unique(id, IsExample);
            }

            foreach (var example in table.Rows.Where(IsExample))
            {
                table.Account.PassExample(example.Location.Row);
            }
        }

        var found = rows.ToDictionary(row => row.Reported.Location.Row, row => row.Reported.Kind);
        return new Imported<ClaimRow>(
            rows,
            [
                .. table.Faults.Where((fault, i) => i < unread.Count || !unread.Contains((fault.Row, fault.Column)))
                    .OrderBy(fault => fault.Row).Select(fault => columns.Placed(
                    fault, kinds.FirstOrDefault(kind => kind.Name == found.GetValueOrDefault(fault.Row)))),
            ])
        {
            Columns = columns,
        };

        bool IsExample(TextRow row) => columns.HeadOf(FactColumns.Id) is { } id && row[id] == Example;
    }

    private sealed class RowReading(
        FactColumns columns, IReadOnlyList<KindDefinition> kinds, ClaimsGround ground)
    {
        private readonly Dictionary<string, int> copies = new(StringComparer.Ordinal);

        public ClaimRow Read(TextRow row)
        {
            var kind = KindOf(row);
            var (given, bound) = Facts(row, kind);
            var unit = Cell(row, FactColumns.Unit) is { Length: 0 } && ground.Unit is { } own ? own
                : row.Text(Head(FactColumns.Unit));
            var fact = new FactRow(
                row.Location, Cell(row, FactColumns.Id).Length > 0 ? row.Text(Head(FactColumns.Id)) : "",
                kind?.Name ?? "", unit, row.Date(Head(FactColumns.Day)), TimeOf(row),
                row.TextOrNull(Head("recorded_by")), given, row.Shares(Head("shares")), row.Several(Head("evidence")));
            if (fact.Id.Length == 0)
            {
                fact = fact with { Id = NumberOf(fact, bound), NumberIsMade = true };
            }

            return Verified(row, fact);
        }

        private KindDefinition? KindOf(TextRow row)
        {
            var text = Cell(row, FactColumns.Kind);
            if (text.Length == 0 && ground.Kind is { } only)
            {
                return kinds.FirstOrDefault(one => one.Name == only);
            }

            var found = kinds.FirstOrDefault(one => one.Name == text)
                ?? kinds.FirstOrDefault(one => Sameness.Equal(one.Label, text));
            if (found is null)
            {
                row.OneOf(Head(FactColumns.Kind), [.. kinds.Select(one => one.Label)]);
            }

            return found;
        }

        // A column of another kind that is filled is no field of this one, and is said to be none.
        private (Dictionary<string, string> Given, IReadOnlyDictionary<string, Value>? Bound) Facts(
            TextRow row, KindDefinition? kind)
        {
            var given = new Dictionary<string, string>(StringComparer.Ordinal);
            if (kind is null)
            {
                return (given, null);
            }

            var used = new HashSet<string>(StringComparer.Ordinal);
            foreach (var field in kind.Fields)
            {
                if (columns.HeadOf(kind, field.Name) is { } head && used.Add(head) && row[head].Length > 0)
                {
                    given[field.Name] = field.Type == FieldType.Project
                        ? row.Called(head, ground.Projects) : row.Understand(head, field.Type);
                }
            }

            foreach (var head in columns.Further(used).Where(head => row[head].Length > 0))
            {
                given[head] = row[head];
            }

            var bound = kind.Bind(given);
            foreach (var fault in bound.Refusal?.All ?? [])
            {
                row.Find(columns.HeadOf(kind, fault.Where) ?? fault.Where, fault.What, fault.Remedy);
            }

            return (given, bound.Refusal is null ? bound.Value : null);
        }

        private DateTimeOffset TimeOf(TextRow row)
        {
            foreach (var name in Past.Where(name => !ground.HoldsPast && Cell(row, name).Length > 0))
            {
                row.Find(
                    Head(name), $"“{Head(name)}”只能由考评办核验员填写。", "请清空该格；填报时间以接收的时刻为准。");
            }

            if (Cell(row, "recorded_at").Length == 0)
            {
                return ground.Now;
            }

            var at = row.Time(Head("recorded_at"));
            if (at > ground.Now)
            {
                row.Find(Head("recorded_at"), "填报时间晚于现在。", "请更正填报时间。");
            }

            return at;
        }

        private ClaimRow Verified(TextRow row, FactRow fact)
        {
            var given = Verification.Where(name => Cell(row, name).Length > 0).ToList();
            if (given.Count == 0)
            {
                return new ClaimRow(fact, null);
            }

            foreach (var name in Verification.Where(name => name != "note" && Cell(row, name).Length == 0))
            {
                row.Find(
                    Head(name), $"写了“{Head(given[0])}”而没有“{Head(name)}”。",
                    $"已认定的请写明“{Head("verified_at")}”和“{Head("verified_by")}”；未认定的请将各格留空。");
            }

            var at = Cell(row, "verified_at").Length > 0 ? row.Time(Head("verified_at")) : default;
            if (at > ground.Now || (at != default && at < fact.RecordedAt))
            {
                row.Find(Head("verified_at"), "认定时间早于填报时间，或晚于现在。", "请更正认定时间。");
            }

            return new ClaimRow(fact, new VerifiedRow(at, Cell(row, "verified_by"), Cell(row, "note")));
        }

        // Equal rows of one file are several claims: which ones repeat, people judge.
        private string NumberOf(FactRow fact, IReadOnlyDictionary<string, Value>? bound)
        {
            var facts = bound?.Select(one => $"{one.Key}={Sameness.Of(one.Value).ToExact()}")
                ?? fact.Fields.Select(one => $"{one.Key}={Sameness.Of(one.Value)}");
            var content = string.Join(
                '\u001F', facts.Order(StringComparer.Ordinal).Prepend($"{fact.OccurredOn:O}")
                    .Prepend(Sameness.Of(fact.Unit)).Prepend(fact.Kind));
            var copy = copies[content] = copies.GetValueOrDefault(content) + 1;
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{content}\u001F{copy}"));
            return $"X-{Convert.ToHexStringLower(hash)[..Digits]}";
        }

        private string Cell(TextRow row, string name) => columns.HeadOf(name) is { } head ? row[head] : "";

        private string Head(string name) => columns.HeadOf(name) ?? name;
    }
}
