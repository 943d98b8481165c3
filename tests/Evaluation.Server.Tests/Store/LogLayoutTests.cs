using Evaluation.Server.Kit.Store;
using FluentAssertions;
using Marten;

namespace Evaluation.Server.Tests.Store;

/// <summary>
/// Rows are copied into the log only while Marten's tables are those that the copying was written for.
/// </summary>
/// <param name="postgres">The test cluster.</param>
public sealed class LogLayoutTests(PostgresFixture postgres)
{
    private static readonly Version Installed = typeof(DocumentStore).Assembly.GetName().Version!;

    /// <summary>
    /// When this fails after an upgrade, compare Marten's inserts with ClaimCopy, then write the new columns and
    /// version into MartenTables.
    /// </summary>
    [Fact]
    public async Task Marten_and_its_tables_are_the_ones_that_rows_are_copied_into()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var database = host.Get<Databases>().For("office");
        foreach (var (table, columns) in MartenTables.Columns)
        {
            (await LogLayout.ColumnsAsync(database, table, Ct)).Should().Equal(columns);
        }

        (await LogLayout.DifferenceAsync(database, Installed, Ct)).Should().BeNull();
        (await host.Get<LogLayout>().IsKnownAsync("office", Ct)).Should().BeTrue();
    }

    [Fact]
    public async Task Another_version_and_another_column_are_reported_once()
    {
        await using var host = await StoreHost.StartAsync(await postgres.NewDatabaseAsync());
        var databases = host.Get<Databases>();
        var database = databases.For("office");
        var newer = new Version(Installed.Major, Installed.Minor + 1);
        (await LogLayout.DifferenceAsync(database, newer, Ct)).Should().Contain("Marten is");

        await using (var alter = database.Command(
            $"alter table {MartenTables.Streams} alter column version type integer"))
        {
            await alter.ExecuteNonQueryAsync(Ct);
        }

        var logger = new LineLogger<LogLayout>();
        var layout = new LogLayout(databases, logger);
        await layout.StartAsync(Ct);
        (await layout.IsKnownAsync("office", Ct)).Should().BeFalse();
        logger.Lines.Should().ContainSingle().Which.Should().Contain("version integer").And.Contain("version bigint");
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
}
