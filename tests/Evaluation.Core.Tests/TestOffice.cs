using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Tests;

/// <summary>The district, units and people of the tests.</summary>
internal static class TestOffice
{
    public const string Kengkou = "坑口街道";
    public const string Fenghuang = "凤凰镇";
    public const string Bureau = "投资促进局";

    public static readonly DistrictFounded District = new("dinghu", "肇庆新区、鼎湖区", DayOfWeek.Monday, TimeSpan.FromHours(8), "考评办公室");

    public static readonly object[] Units =
    [
        new UnitEntered(Kengkou, "坑口街道办事处", "镇街", "镇街", Day("2022-01-01")),
        new UnitEntered(Fenghuang, "凤凰镇人民政府", "镇街", "镇街", Day("2022-01-01")),
        new UnitEntered(Bureau, "鼎湖区投资促进局", "部门", "部门", Day("2022-01-01")),
    ];

    public static readonly Roster Roster = Units.Aggregate(Roster.Empty, RosterFold.Evolve);

    /// <summary>The options of the store, copied: what is stored must be readable by this alone.</summary>
    public static readonly JsonSerializerOptions StoredJson = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>What every test that counts days starts from.</summary>
    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment in the district's time, yyyy-MM-dd HH:mm.</summary>
    public static DateTimeOffset At(string text) =>
        new(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    public static Week WeekOf(string day) => Week.Of(Day(day), DayOfWeek.Monday);

    /// <summary>An event in words, for comparing and for messages.</summary>
    public static string Write(object happened) => $"{happened.GetType().Name} {JsonSerializer.Serialize(happened, StoredJson)}";

    /// <summary>A number that the environment sets, for a longer run by hand.</summary>
    public static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

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
