using System.Text;
using System.Text.RegularExpressions;
using Evaluation.Demonstration;
using Evaluation.LocalPostgres;
using Evaluation.Server.Kit.Cli;
using Npgsql;

namespace Evaluation.Server.Tests.Cli;

/// <summary>What a call of the command line left behind.</summary>
public sealed record Printed(int Code, string Out, string Error);

/// <summary>The command line on a database of its own, in this process.</summary>
public sealed class Terminal(string database, string? seeds = null)
{
    /// <summary>Whether `--as` is taken at its word.</summary>
    public bool Development { get; init; } = true;

    /// <summary>The token that proves who calls; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The user of the operating system.</summary>
    public string User { get; init; } = "nobody";

    /// <summary>The folder with two small towns and two sealed weeks.</summary>
    public static string Small { get; } = Path.Combine(AppContext.BaseDirectory, "Cli", "small");

    /// <summary>The same database from a machine of another sort.</summary>
    public Terminal With(bool development) => new(database, seeds) { Development = development };

    /// <summary>Calls it.</summary>
    public Task<Printed> RunAsync(params string[] arguments) =>
        RunAsync(arguments, new PrintedText(), TestContext.Current.CancellationToken);

    /// <summary>The digest of a week's draft, as `gate` prints it.</summary>
    public async Task<string> DigestAsync(string week) =>
        Regex.Match((await RunAsync("gate", "--week", week)).Out, "通报稿校验码　([0-9a-f]{12})").Groups[1].Value;

    /// <summary>Confirms a week of the small district as it stands, and publishes it.</summary>
    public async Task<Printed> PublishAsync(string week)
    {
        var digest = await DigestAsync(week);
        var confirmed = await RunAsync("confirm", "--week", week, "--digest", digest, "--as", "ban.liang");
        return confirmed.Code == 0
            ? await RunAsync("publish", "--week", week, "--digest", digest, "--as", "hui.xie")
            : confirmed;
    }

    /// <summary>Calls it and listens while it runs.</summary>
    public async Task<Printed> RunAsync(string[] arguments, PrintedText output, CancellationToken ct)
    {
        var error = new PrintedText();
        var shell = new Shell(output, error)
        {
            Seeds = seeds ?? Path.GetDirectoryName(Small),
            Development = Development,
            Token = Token,
            User = User,
            OpenDatabase = (_, _) =>
                Task.FromResult(new DatabaseConnection(new NpgsqlConnectionStringBuilder(database), null)),
        };
        var code = await CommandLine.RunAsync(arguments, shell, ct, DemoVerb.Make(shell));
        return new Printed(code, output.ToString(), error.ToString());
    }
}

/// <summary>What is printed, readable while it is being written.</summary>
public sealed class PrintedText : TextWriter
{
    private readonly StringBuilder text = new();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (text)
        {
            text.Append(value);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}

/// <summary>The two towns, loaded once by the verb `seed` for the tests of a class.</summary>
public sealed class SmallDistrict(PostgresFixture cluster) : IAsyncLifetime
{
    /// <summary>The terminal.</summary>
    public Terminal Terminal { get; private set; } = null!;

    /// <summary>What loading printed.</summary>
    public Printed Loaded { get; private set; } = null!;

    /// <summary>Where they are.</summary>
    public string Database { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Database = await cluster.NewDatabaseAsync();
        Terminal = new Terminal(Database);
        Loaded = await Terminal.RunAsync("seed", Terminal.Small);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
