using System.Security.Cryptography;
using System.Text;

namespace Evaluation.LocalPostgres;

/// <summary>The folder in which this program keeps its private cluster, its password and what it fetched.</summary>
/// <param name="Folder">An absolute path.</param>
public sealed record PostgresHome(string Folder)
{
    /// <summary>The variable that names the home.</summary>
    public const string Variable = "EVALUATION_HOME";

    /// <summary>Binaries fetched with npm; may be deleted while nothing runs.</summary>
    public string Cache => Path.Combine(Folder, "cache");

    /// <summary>All that belongs to the cluster, and to the user its processes run as.</summary>
    public string Postgres => Path.Combine(Folder, "postgres");

    /// <summary>The data folder, complete or absent: initdb works elsewhere first.</summary>
    public string Data => Path.Combine(Postgres, "data");

    /// <summary>What the server writes.</summary>
    public string Log => Path.Combine(Postgres, "postgres.log");

    internal string ClusterFile => Path.Combine(Postgres, "cluster.json");

    internal string StartLock => Path.Combine(Postgres, "start.lock");

    internal string UsersLock => Path.Combine(Postgres, "users.lock");

    /// <summary>
    /// EVALUATION_HOME; else `.evaluation` in the repository that the program was built in or is called from; else
    /// the user's application data. Root gets a folder under /var/lib when the repository lies where no other user can
    /// go (say /root), because PostgreSQL refuses to run as root.
    /// </summary>
    public static PostgresHome Default()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new PostgresHome(Path.GetFullPath(given));
        }

        var repository = Repository(AppContext.BaseDirectory) ?? Repository(Environment.CurrentDirectory);
        var folder = repository is not null
            ? Path.Combine(repository, ".evaluation")
            : Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "evaluation");
        return new PostgresHome(RunAs.IsRoot && !OpenToAll(folder) ? UnderVarLib(folder) : folder);
    }

    /// <summary>Makes the folders that are not there yet.</summary>
    internal void Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Postgres);
            return;
        }

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        const UnixFileMode enter = UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        for (var missing = Missing(Folder); missing is not null; missing = Missing(Folder))
        {
            // Root's umask must not keep the server's user out of what is made here.
            Directory.CreateDirectory(missing);
            File.SetUnixFileMode(missing, owner | enter);
        }

        Directory.CreateDirectory(Postgres, owner);
    }

    // The outermost folder of a path that does not exist yet.
    private static string? Missing(string folder)
    {
        string? missing = null;
        for (var at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
        {
            missing = at;
        }

        return missing;
    }

    private static string? Repository(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Evaluation.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    // Two clones must not share a cluster, so the name carries a hash of the folder.
    private static string UnderVarLib(string folder) => Path.Combine(
        "/var/lib/evaluation",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..12]);

    private static bool OpenToAll(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null && !OperatingSystem.IsWindows(); at = at.Parent)
        {
            if (at.Exists && !at.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }
}
