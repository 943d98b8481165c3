using Evaluation.LocalPostgres;
using FluentAssertions;
using Npgsql;

namespace Evaluation.Server.Tests.Postgres;

/// <summary>Tests that set environment variables, which belong to the whole process, run alone.</summary>
[CollectionDefinition(nameof(EnvironmentTests), DisableParallelization = true)]
public sealed class EnvironmentCollection;

/// <summary>The variables by which an operator chooses the database.</summary>
[Collection(nameof(EnvironmentTests))]
public sealed class EnvironmentTests(PostgresFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task A_database_that_is_named_is_used_and_nothing_private_is_started()
    {
        var given = await fixture.NewDatabaseAsync();
        await using var home = new TempHome();
        using var set = new Variable(Database.Variable, given);
        var said = new List<string>();

        await using var database = await Database.OpenAsync(said.Add, Ct, home.Home);

        (await TempHome.AskAsync<string>(database.ConnectionString, "select current_database()"))
            .Should().Be(new NpgsqlConnectionStringBuilder(given).Database);
        Directory.Exists(home.Home.Postgres).Should().BeFalse();
        var password = new NpgsqlConnectionStringBuilder(given).Password;
        (database.Location + string.Join(' ', said)).Should().NotContain(password);
    }

    [Fact(Timeout = 240_000)]
    public async Task A_database_named_as_an_address_is_understood()
    {
        var given = new NpgsqlConnectionStringBuilder(await fixture.NewDatabaseAsync());
        using var set = new Variable(
            Database.Variable,
            $"postgres://{given.Username}:{given.Password}@{given.Host}:{given.Port}/{given.Database}?sslmode=disable");

        await using var database = await Database.OpenAsync(_ => { }, Ct);

        (await TempHome.AskAsync<string>(database.ConnectionString, "select current_database()"))
            .Should().Be(given.Database);
    }

    [Theory(Timeout = 240_000)]
    [InlineData("Host=127.0.0.1;Port=1;Database=evaluation;Username=chen;Password=secret-word", "chen@127.0.0.1:1")]
    [InlineData("Host=127.0.0.1;Port=secret-word", "not understood")]
    [InlineData("postgres://chen:secret-word@127.0.0.1:1/evaluation", "chen@127.0.0.1:1/evaluation")]
    [InlineData("secret-word", "not understood")]
    public async Task A_named_database_that_fails_is_described_without_its_password(string given, string expected)
    {
        using var set = new Variable(Database.Variable, given);

        var open = () => Database.OpenAsync(_ => { }, Ct);

        var failure = (await open.Should().ThrowAsync<PostgresUnavailableException>()).Which;
        failure.Message.Should().Contain(expected);
        failure.ToString().Should().NotContain("secret-word");
    }

    [Fact(Timeout = 240_000)]
    public async Task Without_a_named_database_the_private_one_is_started_in_the_home()
    {
        await using var home = new TempHome();
        using var none = new Variable(Database.Variable, null);
        using var set = new Variable(PostgresHome.Variable, home.Folder);

        PostgresHome.Default().Should().Be(home.Home);
        await using var database = await Database.OpenAsync(_ => { }, Ct, options: TempHome.Quick);

        database.Location.Should().StartWith("evaluation@127.0.0.1:").And.EndWith("/evaluation");
        (await TempHome.AskAsync<int>(database.ConnectionString, "select 1")).Should().Be(1);
    }

    [Fact]
    public void Without_a_variable_the_home_lies_in_the_repository_or_under_var_lib()
    {
        using var none = new Variable(PostgresHome.Variable, null);

        PostgresHome.Default().Folder.Should().Match(folder => folder.EndsWith(".evaluation", StringComparison.Ordinal)
            || folder.StartsWith("/var/lib/evaluation/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_variable_for_executables_is_what_the_options_start_from()
    {
        using var set = new Variable(PostgresOptions.BinVariable, "/somewhere/bin");

        new PostgresOptions().Bin.Should().Be("/somewhere/bin");
    }

    // Sets a variable for as long as it lives.
    private sealed class Variable : IDisposable
    {
        private readonly string name;
        private readonly string? before;

        public Variable(string name, string? value)
        {
            (this.name, before) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(name, before);
    }
}
