using System.Text.Json;
using System.Text.Json.Serialization;
using Evaluation.Office.Units;

namespace Evaluation.Office.Tests;

/// <summary>The district of the tests and the events that enter the units of <see cref="Sample"/>.</summary>
internal static class TestOffice
{
    public static readonly DistrictFounded District = new("dinghu", "肇庆新区、鼎湖区", DayOfWeek.Monday,
        TimeSpan.FromHours(8), "考评办公室");

    public static readonly object[] Units =
        [.. Sample.Roster.Terms.Select(term => new UnitEntered(term.Unit, term.Name, term.Kind, term.Group,
            term.From))];

    /// <summary>The options of the store, copied: what is stored must be readable by this alone.</summary>
    public static readonly JsonSerializerOptions StoredJson = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>An event in words, for comparing and for messages.</summary>
    public static string Write(object @event) =>
        $"{@event.GetType().Name} {JsonSerializer.Serialize(@event, StoredJson)}";
}
