using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Office.Imports;

/// <summary>A district's whole history as files hold it, every row typed.</summary>
public sealed record History
{
    /// <summary>The district.</summary>
    public required DistrictRow District { get; init; }

    /// <summary>The rulebook's text, as it is in the file.</summary>
    public required string Rulebook { get; init; }

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

    /// <summary>Targets given out when the history begins; none without the file.</summary>
    public IReadOnlyList<TargetRow> Targets { get; init; } = [];

    /// <summary>Holidays; none without the file.</summary>
    public IReadOnlyList<CalendarRow> Calendar { get; init; } = [];

    /// <summary>The names of the files, relative to the folder, with a slash between folder and file.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
    [
        "district.csv", "people.csv", "roster.csv", "leaders.csv", RulebookName, "enterprises.csv", "projects.csv",
        .. BuiltInKinds.BuiltIn.Select(kind => FactsName(kind.Name)), "handling.csv", "reports.csv", "decisions.csv",
        "weeks.csv",
    ];

    /// <summary>The rulebook's file.</summary>
    public const string RulebookName = "rulebook-2023.yaml";

    /// <summary>The file of targets, which may be left out.</summary>
    public const string TargetsName = "targets.csv";

    /// <summary>The file of holidays, which may be left out.</summary>
    public const string CalendarName = "calendar.csv";

    /// <summary>The file that holds the facts of a kind.</summary>
    public static string FactsName(string kind) => $"facts/{kind}.csv";

    /// <summary>Reads a folder of files.</summary>
    /// <param name="files">Texts by file name, as in <see cref="FileNames"/>, and a file of facts for each declared
    /// kind, one of targets, and one of holidays.</param>
    /// <returns>The history, or null with everything that is wrong.</returns>
    public static FilesResult<History> Read(IReadOnlyDictionary<string, string> files)
    {
        var missing = FileNames.Where(name => !files.ContainsKey(name))
            .Select(name => new Fault(name, 0, "", "缺少该文件。", "请补上；没有内容的也要有列名一行。")).ToList();
        return missing.Count > 0 ? new FilesResult<History>(null, missing) : new Reading(files).Read();
    }

    // Collects the faults of all files, so that they can be put right in one go.
    private sealed class Reading(IReadOnlyDictionary<string, string> files)
    {
        private readonly List<Fault> faults = [];
        private readonly List<string> notes = [];

        public FilesResult<History> Read()
        {
            var rulebook = RulebookReader.Read(files[RulebookName]).Rulebook;
            var district = Rows("district.csv", HistoryFiles.District) is [var only] ? only : null;
            var weekStarts = district?.WeekStarts ?? DayOfWeek.Monday;
            var history = new History
            {
                District = district!,
                Rulebook = files[RulebookName],
                People = Rows("people.csv", HistoryFiles.People),
                Roster = Rows("roster.csv", table => HistoryFiles.Roster(table, withLeaders: false)),
                Leaders = Rows("leaders.csv", HistoryFiles.Leaders),
                Enterprises = Rows("enterprises.csv", HistoryFiles.Enterprises),
                Projects = Rows("projects.csv", HistoryFiles.Projects),
                Targets = TargetsOf(rulebook),
                Calendar = files.ContainsKey(CalendarName) ? Rows(CalendarName, CalendarFile.Read) : [],
                Facts = [.. KindsOfFiles(rulebook).SelectMany(kind =>
                    Rows(FactsName(kind.Name), table => FactsFile.Read(table, [kind])))],
                Handling = Rows("handling.csv", HistoryFiles.Handling),
                Reports = Rows("reports.csv", table => HistoryFiles.Reports(table, weekStarts)),
                Decisions = Rows("decisions.csv", HistoryFiles.Decisions),
                Weeks = Rows("weeks.csv", table => HistoryFiles.Weeks(table, weekStarts)),
            };
            UniqueClaims(history.Facts);
            return new FilesResult<History>(faults.Count == 0 ? history : null, faults) { Notes = notes };
        }

        private IReadOnlyList<TargetRow> TargetsOf(Rulebook? rulebook)
        {
            var indicators = rulebook?.Measures.Select(measure => measure.Name).ToList();
            return indicators is null || !files.ContainsKey(TargetsName)
                ? []
                : Rows(TargetsName, table => TargetsFile.Read(table, indicators));
        }

        // A declared kind has a file where there is something to say; a wrong rulebook is refused at its adoption.
        private IEnumerable<KindDefinition> KindsOfFiles(Rulebook? rulebook) => BuiltInKinds.BuiltIn.Concat(
            (rulebook?.Kinds ?? KindSet.BuiltIn).Declared
                .Where(kind => files.ContainsKey(FactsName(kind.Name))));

        private IReadOnlyList<T> Rows<T>(string name, Func<TextTable, Imported<T>> read)
        {
            var table = TextTable.Csv(name, files[name]);
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
