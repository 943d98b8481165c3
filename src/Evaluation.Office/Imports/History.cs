using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Imports;

/// <summary>A district's whole history as files hold it, every row typed.</summary>
public sealed record History
{
    /// <summary>The district.</summary>
    public required DistrictRow District { get; init; }

    /// <summary>The rulebook's text, as it is in the file.</summary>
    public required string Rulebook { get; init; }

    /// <summary>The name of the rulebook's file.</summary>
    public required string RulebookName { get; init; }

    /// <summary>Accounts.</summary>
    public required IReadOnlyList<PersonRow> People { get; init; }

    /// <summary>Units in protocol order.</summary>
    public required IReadOnlyList<RosterRow> Roster { get; init; }

    /// <summary>Who led which unit.</summary>
    public required IReadOnlyList<LeaderRow> Leaders { get; init; }

    /// <summary>Firms.</summary>
    public required IReadOnlyList<FirmRow> Enterprises { get; init; }

    /// <summary>Projects.</summary>
    public required IReadOnlyList<ProjectRow> Projects { get; init; }

    /// <summary>Claims as first reported, of all kinds.</summary>
    public required IReadOnlyList<FactRow> Facts { get; init; }

    /// <summary>What happened to claims afterwards.</summary>
    public required IReadOnlyList<HandlingRow> Handling { get; init; }

    /// <summary>Weekly reports.</summary>
    public required IReadOnlyList<ReportRow> Reports { get; init; }

    /// <summary>Decisions of the committee.</summary>
    public required IReadOnlyList<DecisionRow> Decisions { get; init; }

    /// <summary>Closed and sealed weeks.</summary>
    public required IReadOnlyList<WeekRow> Weeks { get; init; }

    /// <summary>Targets given out when the history begins.</summary>
    public IReadOnlyList<TargetRow> Targets { get; init; } = [];

    /// <summary>Holidays.</summary>
    public IReadOnlyList<CalendarRow> Calendar { get; init; } = [];

    /// <summary>
    /// The names of the tables, relative to the folder, with a slash between folder and file; beside them there is one
    /// rulebook of any name. Only the first one must be there: what has no content may be left out.
    /// </summary>
    public static IReadOnlyList<string> TableNames { get; } =
    [
        DistrictName, "people.csv", "roster.csv", "leaders.csv", "enterprises.csv", "projects.csv",
        .. BuiltInKinds.BuiltIn.Select(kind => FactsName(kind.Name)), "handling.csv", "reports.csv", "decisions.csv",
        "weeks.csv", TargetsName, CalendarName,
    ];

    private const string DistrictName = "district.csv", TargetsName = "targets.csv", CalendarName = "calendar.csv",
        FactsFolder = "facts/";

    /// <summary>Whether a file is a rulebook, by its name.</summary>
    public static bool IsRulebook(string name) =>
        !name.Contains('/', StringComparison.Ordinal)
        && (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase));

    /// <summary>The file that holds the facts of a kind.</summary>
    public static string FactsName(string kind) => $"{FactsFolder}{kind}.csv";

    /// <summary>Reads a folder of files.</summary>
    /// <param name="files">
    /// Texts by file name: some of <see cref="TableNames"/>, a file of facts for each declared kind, and one rulebook.
    /// </param>
    /// <returns>The history, or null with everything that is wrong.</returns>
    public static FilesResult<History> Read(IReadOnlyDictionary<string, string> files)
    {
        var rulebooks = files.Keys.Where(IsRulebook).Order(StringComparer.Ordinal).ToList();
        List<Fault> faults =
        [
            .. files.ContainsKey(DistrictName) ? []
                : (Fault[])[new Fault(DistrictName, 0, "", "缺少该文件。", "请补上，写明范围的代码、名称和发文单位。")],
            .. rulebooks.Count > 0 ? []
                : (Fault[])[new Fault("*.yaml", 0, "", "缺少考评办法。", "请放入一个扩展名为 .yaml 的考评办法文件。")],
            .. rulebooks.Skip(1).Select(name => new Fault(
                name, 0, "", $"已有考评办法“{rulebooks[0]}”。", "请只留一个；以后的版本另行采纳（rulebook adopt）。")),
        ];
        return faults.Count > 0
            ? new FilesResult<History>(null, faults)
            : new Reading(files, rulebooks[0]).Read();
    }

    // Collects the faults of all files, so that they can be put right in one go.
    private sealed class Reading(IReadOnlyDictionary<string, string> files, string rulebookName)
    {
        private readonly List<Fault> faults = [];
        private readonly List<string> notes = [];

        public FilesResult<History> Read()
        {
            var rulebook = RulebookReader.Read(files[rulebookName]).Rulebook;
            var district = Rows(DistrictName, HistoryFiles.District) is [var only] ? only : null;
            var weekStarts = district?.WeekStarts ?? DayOfWeek.Monday;
            var history = new History
            {
                District = district!,
                Rulebook = files[rulebookName],
                RulebookName = rulebookName,
                People = Rows("people.csv", HistoryFiles.People),
                Roster = Rows("roster.csv", table => HistoryFiles.Roster(table, withLeaders: false)),
                Leaders = Rows("leaders.csv", HistoryFiles.Leaders),
                Enterprises = Rows("enterprises.csv", HistoryFiles.Enterprises),
                Projects = Rows("projects.csv", HistoryFiles.Projects),
                Targets = TargetsOf(rulebook),
                Calendar = Rows(CalendarName, CalendarFile.Read),
                Facts = [.. KindsOfFiles(rulebook).SelectMany(kind =>
                    Rows(FactsName(kind.Name), table => FactsFile.Read(table, [kind])))],
                Handling = Rows("handling.csv", HistoryFiles.Handling),
                Reports = Rows("reports.csv", table => HistoryFiles.Reports(table, weekStarts)),
                Decisions = Rows("decisions.csv", HistoryFiles.Decisions),
                Weeks = Rows("weeks.csv", table => HistoryFiles.Weeks(table, weekStarts)),
            };
            UniqueClaims(history.Facts);
            Unread(rulebook);
            return new FilesResult<History>(faults.Count == 0 ? history : null, faults) { Notes = notes };
        }

        private IReadOnlyList<TargetRow> TargetsOf(Rulebook? rulebook)
        {
            var indicators = rulebook?.Measures.Select(measure => measure.Name).ToList();
            return indicators is null
                ? []
                : Rows(TargetsName, table => TargetsFile.Read(table, indicators));
        }

        // A wrong rulebook is refused at its adoption.
        private static IEnumerable<KindDefinition> KindsOfFiles(Rulebook? rulebook) =>
            BuiltInKinds.BuiltIn.Concat((rulebook?.Kinds ?? KindSet.BuiltIn).Declared);

        // A file with a wrong name would be passed over as one that has no content.
        private void Unread(Rulebook? rulebook)
        {
            var known = TableNames.Concat(KindsOfFiles(rulebook).Select(kind => FactsName(kind.Name))).ToList();
            faults.AddRange(files.Keys.Where(name => !IsRulebook(name) && !known.Contains(name))
                .Where(name => rulebook is not null || !name.StartsWith(FactsFolder, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new Fault(
                    name, 0, "", "没有这个名称的文件。",
                    Finding.Nearest(name, known) + "请更正文件名，或移出文件夹。")));
        }

        private IReadOnlyList<T> Rows<T>(string name, Func<TextTable, Imported<T>> read)
        {
            if (!files.TryGetValue(name, out var text))
            {
                return [];
            }

            var table = TextTable.Csv(name, text);
            var imported = read(table);
            faults.AddRange(imported.Faults);
            notes.AddRange(table.Account.IsPlain ? [] : table.Account.Sentences);
            return imported.Rows;
        }

        private void UniqueClaims(IReadOnlyList<FactRow> facts)
        {
            var first = new Dictionary<string, RowLocation>(StringComparer.Ordinal);
            foreach (var fact in facts.Where(
                fact => !first.TryAdd(fact.Id, fact.Location) && first[fact.Id].File != fact.Location.File))
            {
                faults.Add(new Fault(
                    fact.Location.File, fact.Location.Row, "id", $"“{fact.Id}”已用于{first[fact.Id]}。", "请另编号。"));
            }
        }
    }
}
