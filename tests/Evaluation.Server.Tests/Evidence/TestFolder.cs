using System.Runtime.CompilerServices;
using Evaluation.Server.Evidence;

namespace Evaluation.Server.Tests.Evidence;

/// <summary>Where the files of claims lie while tests run, away from those of whoever runs them.</summary>
internal static class TestFolder
{
    private static readonly string Folder = Path.Combine(
        Path.GetTempPath(), $"evaluation-evidence-{Environment.ProcessId}");

    /// <summary>Names the folder before any test starts, and deletes it after the last.</summary>
    [ModuleInitializer]
    internal static void Name()
    {
        Environment.SetEnvironmentVariable(EvidenceSettings.FolderVariable, Folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }
        };
    }

    /// <summary>A folder of one's own.</summary>
    public static EvidenceSettings New(long most = 20 << 20) =>
        new(Path.Combine(Folder, $"own-{Guid.NewGuid():n}"), most);
}
