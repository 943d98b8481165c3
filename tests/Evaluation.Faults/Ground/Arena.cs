using System.Runtime.CompilerServices;
using Evaluation.Server;
using Npgsql;

namespace Evaluation.Faults.Ground;

/// <summary>
/// A temporary folder with a copy of the program as it would be installed, the districts it serves, and a PostgreSQL
/// with one database that holds them and is copied for each part.
/// </summary>
internal sealed class Arena : IAsyncDisposable
{
    private const string Ready = "Stop with Ctrl-C.";

    private readonly string program;
    private readonly List<Child> children = [];
    private Site? site;
    private int made;

    private Arena(string folder)
    {
        Folder = folder;
        program = Path.Combine(folder, "bin", Path.GetFileName(typeof(CommandLine).Assembly.Location));
    }

    /// <summary>The folder: gone at the end.</summary>
    public string Folder { get; }

    /// <summary>The district of the repository whose people and units the districts have.</summary>
    public static string Model => Path.Combine(Root(), "seeds", "dinghu");

    /// <summary>The PostgreSQL of all parts but those that bring their own.</summary>
    public Site Site => site!;

    /// <summary>Makes the folder, starts PostgreSQL and loads the districts.</summary>
    public static async Task<Arena> OpenAsync(CancellationToken ct)
    {
        var arena = new Arena(Path.Combine(Path.GetTempPath(), $"evaluation-faults-{Guid.NewGuid():n}"));
        Directory.CreateDirectory(arena.Folder);
        OpenToAll(arena.Folder);
        Copy(AppContext.BaseDirectory, Path.GetDirectoryName(arena.program)!);

        // The mark by which the program finds the seeds that it serves.
        await File.WriteAllTextAsync(Path.Combine(arena.Folder, "Evaluation.sln"), "", ct);
        await Seeds.WriteAsync(Model, Path.Combine(arena.Folder, "seeds"));
        try
        {
            arena.site = await Site.StartAsync(Path.Combine(arena.Folder, "home"), null, ct);
            await using var server = await arena.ServeAsync(arena.Site.Connection, FreePort(), null, ct);
            return await server.StopAsync() is { } wrong ? throw new FaultsException(wrong) : arena;
        }
        catch
        {
            await arena.DisposeAsync();
            throw;
        }
    }

    /// <summary>A database with the districts and nothing else.</summary>
    public async Task<string> DatabaseAsync(CancellationToken ct)
    {
        var name = $"part{++made}";
        NpgsqlConnection.ClearAllPools();
        await Sql.DoAsync(
            Site.ConnectionTo("postgres"),
            $"create database {name} template {new NpgsqlConnectionStringBuilder(Site.Connection).Database}", ct);
        return Site.ConnectionTo(name);
    }

    /// <summary>Starts a server and waits until people can sign in.</summary>
    public async Task<Child> ServeAsync(
        string connection, int port, IReadOnlyDictionary<string, string>? environment, CancellationToken ct)
    {
        var child = Start(
            connection, ["serve", "--urls", AddressOf(port).ToString().TrimEnd('/')], environment ?? NoVariables);
        await child.SaysAsync(Ready, ct);
        return child;
    }

    /// <summary>Starts a command beside the servers.</summary>
    public Child Start(string connection, params string[] arguments) => Start(connection, arguments, NoVariables);

    /// <summary>Runs a command to its end.</summary>
    /// <returns>What it has to say when it does not end well.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(
        string connection, CancellationToken ct, params string[] arguments)
    {
        await using var child = Start(connection, arguments, NoVariables);
        return await child.EndsAsync(ct) == 0 ? [] : child.Results.Count > 0 ? child.Results : [child.Tail];
    }

    /// <summary>Where a server at a port is reached.</summary>
    public static Uri AddressOf(int port) => new($"http://127.0.0.1:{port}");

    /// <summary>A port below those that systems lend, so that it stays free while a server is down.</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(10_000, 20_000);
            using var trial = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
            try
            {
                trial.Start();
                return port;
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Taken; another one.
            }
        }
    }

    /// <summary>Lets the database's user enter a folder that root made.</summary>
    public static void OpenToAll(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32("755", 8));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var child in children.Where(child => !child.HasEnded))
        {
            await child.DisposeAsync();
        }

        if (site is not null)
        {
            await site.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private static IReadOnlyDictionary<string, string> NoVariables { get; } = new Dictionary<string, string>();

    private Child Start(
        string connection, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var all = new Dictionary<string, string>(environment)
        {
            [LocalPostgres.Database.Variable] = connection,
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["EVALUATION_VERIFY_AT"] = "off",
        };
        var child = new Child(program, arguments, all);
        children.Add(child);
        return child;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
