using System.Globalization;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Tests;

/// <summary>The units, days and places that tests start from.</summary>
internal static class Sample
{
    public const string Kengkou = "坑口街道";
    public const string Fenghuang = "凤凰镇";
    public const string Bureau = "投资促进局";

    public static readonly Roster Roster = new(
        [
            new UnitTerm(Kengkou, "坑口街道办事处", "镇街", "镇街", Day("2022-01-01"), null),
            new UnitTerm(Fenghuang, "凤凰镇人民政府", "镇街", "镇街", Day("2022-01-01"), null),
            new UnitTerm(Bureau, "鼎湖区投资促进局", "部门", "部门", Day("2022-01-01"), null),
        ],
        []);

    /// <summary>A day, yyyy-MM-dd.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment in the district's time, yyyy-MM-dd HH:mm.</summary>
    public static DateTimeOffset At(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    public static Week WeekOf(string day) => Week.Of(Day(day), DayOfWeek.Monday);

    /// <summary>A number that the environment sets, for a longer run by hand.</summary>
    public static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The solution's folder.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Evaluation.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The solution's folder was not found.");
        }

        return folder.FullName;
    }
}
