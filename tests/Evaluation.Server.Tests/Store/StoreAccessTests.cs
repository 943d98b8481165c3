using System.Text.RegularExpressions;
using Evaluation.Rulebooks.Tests;
using FluentAssertions;

namespace Evaluation.Server.Tests.Store;

/// <summary>
/// The server reaches a district's database in one way only, so that districts can move to several databases, and it
/// spells the names of Marten's tables in one place only.
/// </summary>
public sealed class StoreAccessTests
{
    private static readonly string Root = Path.Combine(Sample.Root(), "src", "Evaluation.Server");

    private static readonly (string What, string Pattern, string Where)[] Rules =
    [
        ("pool", @"\bNpgsqlDataSource\b|\.CreateCommand\(", @"^Kit/Store/(Databases|StoreDatabase|StoreSetup)\.cs$"),
        ("store", @"\bI?DocumentStore\b", "^Kit/Store/"),
        ("table", @"\bmt_", @"^Kit/Store/MartenTables\.cs$"),
    ];

    [Fact]
    public void Only_the_store_knows_pools_and_the_names_of_Martens_tables() =>
        Breaches(Directory.EnumerateFiles(Root, "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Select(path => (Path: Path.GetRelativePath(Root, path).Replace('\\', '/'), File: path))
            .Where(one => one.Path.Split('/')[0] is not ("bin" or "obj" or "Internal"))
            .Select(one => (one.Path, File.ReadAllText(one.File)))).Should().BeEmpty();

    [Fact]
    public void A_breach_is_found() => Breaches(
    [
        ("Claims/ClaimReader.cs", "class ClaimReader(NpgsqlDataSource source) { }"),
        ("Claims/ClaimLister.cs", "var command = connection.CreateCommand();"),
        ("Home/HomeEndpoints.cs", "IDocumentStore store"),
        ("Board/BoardReader.cs", "select * from events.mt_events"),
        ("Kit/Store/EventReader.cs", "select * from events.mt_events"),
        ("Kit/Store/Databases.cs", "class Databases(NpgsqlDataSource source, IDocumentStore store) { }"),
        ("Kit/Store/MartenTables.cs", "mt_events"),
    ]).Should().Equal(
        "Claims/ClaimReader.cs: pool", "Claims/ClaimLister.cs: pool", "Home/HomeEndpoints.cs: store",
        "Board/BoardReader.cs: table", "Kit/Store/EventReader.cs: table");

    private static IEnumerable<string> Breaches(IEnumerable<(string Path, string Text)> files) =>
        from file in files
        from rule in Rules
        where !Regex.IsMatch(file.Path, rule.Where) && Regex.IsMatch(file.Text, rule.Pattern)
        select $"{file.Path}: {rule.What}";
}
