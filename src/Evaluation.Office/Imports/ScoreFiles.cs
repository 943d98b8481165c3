using System.Globalization;
using Evaluation.Office.Ledger;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>
/// Facts, roster, targets and decisions from files, checked against each other and against the rules, so that any
/// rulebook can be tried on any facts without a district.
/// </summary>
public sealed class ScoreFiles
{
    private static readonly KindDefinition ReportInFile = new(
        BuiltInKinds.Report, BuiltInKinds.LabelOf(BuiltInKinds.Report),
        [
            new FieldDefinition("nil", "零报告", FieldType.Flag, true),
            new FieldDefinition("submitted_at", "报送时间", FieldType.Text, false),
        ]);

    private readonly RuleSet rules;
    private readonly List<KindDefinition> kinds;
    private readonly List<Fault> faults = [];
    private readonly List<KnownFact> facts = [];
    private readonly Dictionary<string, string> written = new(Sameness.Comparer);
    private Roster? units;

    // Of two editions that declare one kind the later one says what a file may hold. Nothing else is on file here, so a
    // row itself may hold what verification would take from the file of its project or firm.
    private ScoreFiles(RuleSet rules)
    {
        this.rules = rules;
        var declared = rules.InOrder.Reverse().SelectMany(edition => edition.Kinds.Declared)
            .DistinctBy(kind => kind.Name);
        kinds =
        [
            .. BuiltInKinds.BuiltIn.Concat(declared)
                .Select(kind => kind with { Fields = [.. kind.Fields, .. kind.FromFile] }),
            ReportInFile,
        ];
    }

    /// <summary>Reads the files.</summary>
    /// <param name="rules">The editions, at least one.</param>
    /// <param name="facts">Facts.</param>
    /// <param name="roster">The units; null to take those that the facts name.</param>
    /// <param name="targets">Targets; null for none.</param>
    /// <param name="decisions">Decisions of the committee; null for none.</param>
    /// <returns>What is to be scored, or null with every fault of every file.</returns>
    public static FilesResult<ScoreInput> Read(
        RuleSet rules, TextTable facts, TextTable? roster = null, TextTable? targets = null,
        TextTable? decisions = null)
    {
        var files = new ScoreFiles(rules);
        var known = roster is null ? null : files.RosterOf(roster);
        files.units = known;
        files.FactsOf(facts);
        var aims = targets is null ? TargetAmounts.None : files.TargetsOf(targets);
        if (decisions is not null)
        {
            files.DecisionsOf(decisions);
        }

        return new FilesResult<ScoreInput>(
            files.faults.Count == 0 ? new ScoreInput(rules, files.facts, known, aims) : null, files.faults);
    }

    private List<T> Rows<T>(Imported<T> imported)
    {
        faults.AddRange(imported.Faults);
        return [.. imported.Rows];
    }

    private Evaluation.Rulebooks.Rules.Calendar CalendarOn(DateOnly day) =>
        (rules.On(day) ?? rules.InOrder[0]).Calendar;

    private Roster? RosterOf(TextTable file)
    {
        var imported = HistoryFiles.Roster(file, withLeaders: true);
        var rows = Rows(imported);
        var (terms, leaders) = (new List<UnitTerm>(), new List<LeaderTerm>());
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (RosterRow.IsLeader(row.Kind))
            {
                CheckLeader(row, rows);
                leaders.Add(new LeaderTerm(row.Unit, row.Name, row.Kind, row.From, row.To));
                continue;
            }

            var next = rows.Skip(i + 1).FirstOrDefault(one => one.Unit == row.Unit && !RosterRow.IsLeader(one.Kind));
            if (next is not null && (next.From <= row.From || row.To >= next.From))
            {
                Find(
                    next.Location, "from", $"“{row.Unit}”的起始日{next.From:O}与第{row.Location.Row}行重叠。",
                    "同一单位的各行应按日期先后书写，互不重叠。");
            }

            var to = row.To ?? next?.From.AddDays(-1);
            CheckUnit(row, terms);
            terms.Add(new UnitTerm(row.Unit, row.Name, row.Kind, row.Group, row.From, to));
        }

        // Against a roster that cannot be read every unit would seem unknown.
        return imported.Faults.Count > 0 ? null : new Roster([.. terms], [.. leaders])
        {
            Successions = [.. SuccessionsOf(rows, terms)],
        };
    }

    private void CheckLeader(RosterRow row, List<RosterRow> rows)
    {
        if (!rows.Exists(one => one.Unit == row.Unit && !RosterRow.IsLeader(one.Kind)))
        {
            Find(
                row.Location, "unit", $"名册中没有“{row.Name}”所在的单位“{row.Unit}”。",
                Finding.Nearest(row.Unit, rows.Where(one => !RosterRow.IsLeader(one.Kind)).Select(one => one.Unit)));
        }
    }

    private void CheckUnit(RosterRow row, List<UnitTerm> before)
    {
        if (before.Find(term => term.Unit != row.Unit && Sameness.Equal(term.Unit, row.Unit)) is { } other)
        {
            Find(
                row.Location, "unit", $"“{row.Unit}”与“{other.Unit}”只差空格、大小写、全半角或不可见字符。",
                "同一单位请用同一写法。");
        }
    }

    private IReadOnlyList<Succession> SuccessionsOf(List<RosterRow> rows, List<UnitTerm> terms)
    {
        foreach (var row in rows)
        {
            foreach (var to in row.Successors.Where(to => to.Unit == row.Unit || !terms.Exists(
                term => term.Unit == to.Unit && row.To is { } last && term.Covers(last.AddDays(1)))))
            {
                Find(
                    row.Location, "successor", $"“{to.Unit}”在“{row.Unit}”退出的次日不在名册。",
                    "请列出承接单位，起始日不晚于该日。");
            }
        }

        return RosterRow.Successions(rows, "名册");
    }

    private void FactsOf(TextTable file)
    {
        var reported = new Dictionary<(string Unit, DateOnly Day), int>();
        var byName = kinds.ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        foreach (var row in Rows(FactsFile.Read(file, kinds)))
        {
            Check(row.Location, "unit", row.Unit);
            foreach (var share in row.Shares)
            {
                Check(row.Location, "shares", share.Unit);
            }

            if (!byName.TryGetValue(row.Kind, out var kind))
            {
                continue; // Already a fault.
            }

            var day = row.OccurredOn;
            var unit = Listed(row.Unit);
            var values = kind.Bind(row.Fields) is { Refusal: null } bound ? AsListed(kind, bound.Value) : Facts.None;
            if (row.Kind == BuiltInKinds.Report)
            {
                // The rules look for a week's report on the week's last day.
                (day, values) = (CalendarOn(day).WeekOf(day).End, Report(row));
                if (!reported.TryAdd((unit, day), row.Location.Row))
                {
                    Find(
                        row.Location, "occurred_on", $"“{row.Unit}”该周的周报已在第{reported[(unit, day)]}行。",
                        "一周只写一份周报。");
                }
            }

            foreach (var share in row.Shares.Count > 0 ? Share.Listed(row.Shares, Listed) : Share.Whole(unit))
            {
                var fact = new Fact(row.Id, row.Kind, share.Unit, day, share.Part, values);
                facts.Add(new KnownFact(fact, row.RecordedAt));
            }
        }
    }

    private Dictionary<string, Value> Report(FactRow row)
    {
        var submitted = row.RecordedAt;
        if (row.Fields.TryGetValue("submitted_at", out var text) && TextRow.ReadTime(text) is not { } given)
        {
            Find(
                row.Location, "submitted_at", $"“{text}”不是带时区的时间。",
                "请按 2023-03-01T09:30:00+08:00 填写，或留空以登记时间为准。");
        }
        else if (text is not null)
        {
            submitted = TextRow.ReadTime(text)!.Value;
        }

        return new Dictionary<string, Value>
        {
            ["nil"] = Value.Of(row.Fields.TryGetValue("nil", out var nil) && Typed.Flag(nil) == true),
            ["submitted_at"] = Value.Of(
                string.Create(CultureInfo.InvariantCulture, $"{submitted.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}")),
        };
    }

    private TargetAmounts TargetsOf(TextTable file)
    {
        var indicators = rules.InOrder.SelectMany(edition => edition.Measures.Select(measure => measure.Name))
            .Distinct().ToList();
        var rows = Rows(TargetsFile.Read(file, indicators));
        foreach (var row in rows.Where(
            row => row.Target.Unit is not (TargetAmounts.EveryUnit or TargetAmounts.AllTogether)))
        {
            Check(row.Location, "unit", row.Target.Unit);
        }

        return new TargetAmounts(rows.Select(row => row.Target with { Unit = Listed(row.Target.Unit) }));
    }

    private void DecisionsOf(TextTable file)
    {
        var rows = Rows(HistoryFiles.Decisions(file));
        var decided = rows.Where(row => row.Reverses is null).DistinctBy(row => row.Id)
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        var reversed = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            Check(row.Location, "unit", row.Unit);
            if (row.Reverses is { } id)
            {
                CheckReversal(row, decided.GetValueOrDefault(id), reversed);
            }

            var fact = LedgerFold.AdjustmentFact(row.Reverses is null ? row.Id : $"{row.Reverses}/{row.Id}");
            var values = new Dictionary<string, Value>
            {
                ["points"] = Value.Of(row.Points),
                ["document"] = Value.Of(row.Document),
                ["reason"] = Value.Of(row.Reason),
            };
            facts.Add(new KnownFact(
                new Fact(fact, BuiltInKinds.Adjustment, Listed(row.Unit), row.EffectiveOn, 1m, values),
                Morning(row.DecidedOn)));
        }
    }

    private DateTimeOffset Morning(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), CalendarOn(day).Offset);

    private void CheckReversal(DecisionRow row, DecisionRow? decision, Dictionary<string, int> reversed)
    {
        if (decision is null)
        {
            Find(row.Location, "reverses", $"没有可撤销的决定“{row.Reverses}”。", "请核对决定编号。");
            return;
        }

        if (!reversed.TryAdd(decision.Id, row.Location.Row))
        {
            Find(
                row.Location, "reverses", $"决定“{decision.Id}”已由第{reversed[decision.Id]}行撤销。",
                "一项决定只能撤销一次。");
        }

        if (Listed(row.Unit) != Listed(decision.Unit) || row.Points != -decision.Points)
        {
            var opposite = Value.Of(-decision.Points);
            Find(
                row.Location, "points", $"与所撤销的决定“{decision.Id}”的单位或分值不符。",
                $"应为“{decision.Unit}”，{opposite}分。");
        }

        if (row.EffectiveOn < decision.EffectiveOn)
        {
            Find(row.Location, "effective_on", "撤销的生效日期早于原决定。", "请更正日期。");
        }
    }

    private void Check(RowLocation location, string column, string unit)
    {
        if (units is not null && unit.Length > 0 && !units.Knows(units.Listed(unit)))
        {
            Find(
                location, column, $"名册中没有单位“{unit}”。",
                Finding.Nearest(unit, units.Terms.Select(term => term.Unit).Distinct()));
        }
    }

    // A unit as the roster has it; without a roster as the first row that names it.
    private string Listed(string unit)
    {
        if (units is not null)
        {
            return units.Listed(unit);
        }

        written.TryAdd(unit, unit);
        return written[unit];
    }

    private IReadOnlyDictionary<string, Value> AsListed(
        KindDefinition kind, IReadOnlyDictionary<string, Value> values) =>
        kind.Fields.Where(field => field.Type == FieldType.Unit && values.ContainsKey(field.Name)).ToList() is var named
            && named.Count == 0
            ? values
            : Facts.Join(values, named.ToDictionary(
                field => field.Name, field => Value.Of(Listed(values[field.Name].Text ?? ""))));

    private void Find(RowLocation location, string column, string what, string remedy) =>
        faults.Add(new Fault(location.File, location.Row, column, what, remedy));
}
