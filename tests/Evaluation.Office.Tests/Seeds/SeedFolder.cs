using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Office.Tests.Seeds;

/// <summary>The committed seed files of a district.</summary>
internal static class SeedFolder
{
    public static Dictionary<string, string> Files(string district)
    {
        var folder = Path.Combine(Sample.Root(), "seeds", district);
        return Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText);
    }

    public static History Read(string district)
    {
        var (history, faults) = History.Read(Files(district));
        return history ?? throw new InvalidOperationException(string.Join('\n', faults));
    }

    public static Rulebook Rulebook(History history) =>
        RulebookReader.Read(history.Rulebook) is { Rulebook: { } rulebook } ? rulebook
            : throw new InvalidOperationException("The rulebook is broken.");
}
