using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Tests;
using FluentAssertions;

namespace Evaluation.Server.Tests.Store;

/// <summary>
/// Server and demonstration reach a district's database in one way only, so that districts can move to several
/// databases; they spell the names of Marten's tables in one place only, and few files have SQL over them.
/// </summary>
public sealed class StoreAccessTests
{
    private static readonly string Root = Path.Combine(Sample.Root(), "src");
    private static readonly string[] Projects = ["Evaluation.Server", "Evaluation.Demonstration"];

    private static readonly (string What, string Pattern, string Where)[] Rules =
    [
        ("pool", @"\bNpgsqlDataSource\b|\.CreateCommand\(",
            @"^Evaluation\.Server/Kit/Store/(Databases|StoreDatabase|StoreSetup)\.cs$"),

        // Whether a server is there has to be known before the application and its pools are built.
        // A restored database is looked at before it is the one of this home.
        ("connection", @"\bnew NpgsqlConnection\(",
            @"^Evaluation\.Server/(Kit/Cli/ServerPresence|Backups/RestoredEvents)\.cs$"),
        ("store", @"\bI?DocumentStore\b", @"^Evaluation\.Server/Kit/Store/"),
        ("table", @"\bmt_", @"^Evaluation\.Server/Kit/Store/MartenTables\.cs$"),

        // A file of claims is stored past Marten, sealed records are read in parts, `verify` holds the log against
        // itself, and the demonstration compares the whole log before and after a trial. Who calls the command line is
        // known without Marten, the use of a token is noted past it, and the audit is one list of log and records. The
        // list only gets shorter.
        ("sql", @"\bMartenTables\.",
            @"^Evaluation\.(Server/(Kit/Store/\w+|Imports/(ClaimStore|ClaimCopy|ImportStates|HistoryLoader)"
            + @"|Publication/IssueReader|Board/Views/WeekMovesReader|Backups/RestoredEvents|Integrity/\w+"
            + @"|Accounts/(AuditBook|AuditIndexes|Callers))"
            + @"|Demonstration/StoryOfSealing)\.cs$"),
    ];

    [Fact]
    public void Only_the_store_knows_pools_and_the_names_of_Martens_tables() =>
        Breaches(Projects.SelectMany(project =>
                Directory.EnumerateFiles(Path.Combine(Root, project), "*.*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Select(path => (Path: Path.GetRelativePath(Root, path).Replace('\\', '/'), File: path))
            .Where(one => one.Path.Split('/')[1] is not ("bin" or "obj" or "Internal"))
            .Select(one => (one.Path, File.ReadAllText(one.File)))).Should().BeEmpty();

    [Fact]
    public void A_breach_is_found() => Breaches(
    [
        ("Evaluation.Server/Claims/ClaimReader.cs", "class ClaimReader(NpgsqlDataSource source) { }"),
        ("Evaluation.Server/Claims/ClaimLister.cs", "var command = connection.CreateCommand();"),
        ("Evaluation.Server/Claims/ClaimFinder.cs", "await using var connection = new NpgsqlConnection(database);"),
        ("Evaluation.Server/Home/HomeEndpoints.cs", "IDocumentStore store"),
        ("Evaluation.Server/Board/BoardReader.cs", "select * from events.mt_events"),
        ("Evaluation.Server/Kit/Store/EventReader.cs", "select * from events.mt_events"),
        ("Evaluation.Demonstration/Story.cs", "$\"select * from {MartenTables.Events}\""),
        ("Evaluation.Server/Kit/Store/Databases.cs", "class Databases(NpgsqlDataSource a, IDocumentStore b) { }"),
        ("Evaluation.Server/Kit/Store/MartenTables.cs", "mt_events"),
        ("Evaluation.Server/Kit/Cli/ServerPresence.cs", "new NpgsqlConnection(database)"),
        ("Evaluation.Server/Imports/ClaimStore.cs", "$\"select * from {MartenTables.Events}\""),
    ]).Should().Equal(
        "Evaluation.Server/Claims/ClaimReader.cs: pool", "Evaluation.Server/Claims/ClaimLister.cs: pool",
        "Evaluation.Server/Claims/ClaimFinder.cs: connection", "Evaluation.Server/Home/HomeEndpoints.cs: store",
        "Evaluation.Server/Board/BoardReader.cs: table", "Evaluation.Server/Kit/Store/EventReader.cs: table",
        "Evaluation.Demonstration/Story.cs: sql");

    private static IEnumerable<string> Breaches(IEnumerable<(string Path, string Text)> files) =>
        from file in files
        from rule in Rules
        where !Regex.IsMatch(file.Path, rule.Where) && Regex.IsMatch(file.Text, rule.Pattern)
        select $"{file.Path}: {rule.What}";
}
