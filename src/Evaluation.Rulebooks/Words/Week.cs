using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Words;

/// <summary>
/// Seven consecutive days, named like `2023-W05`. The name's year is the one that holds the week's fourth day, as in
/// ISO 8601; the first day of the week is the district's choice and part of the value.
/// </summary>
/// <param name="Start">The week's first day.</param>
[JsonConverter(typeof(WeekConverter))]
public readonly record struct Week(DateOnly Start) : IComparable<Week>
{
    /// <summary>The first and the last day of the weeks that have names: those of the years 1900 to 2999.</summary>
    public static readonly DateOnly FirstDay = new(1900, 1, 1), LastDay = new(2999, 12, 31);

    /// <summary>The week's last day.</summary>
    public DateOnly End => Start > DateOnly.MaxValue.AddDays(-6) ? DateOnly.MaxValue : Start.AddDays(6);

    /// <summary>The year in the week's name.</summary>
    public int Year => Start.AddDays(3).Year;

    /// <summary>The number in the week's name, from 1 to 53.</summary>
    public int Number => (Start.AddDays(3).DayOfYear - 1) / 7 + 1;

    /// <summary>The name, for example `2023-W05`.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");

    /// <summary>The week after.</summary>
    public Week Next => new(Start.AddDays(7));

    /// <summary>The week before.</summary>
    public Week Previous => new(Start.AddDays(-7));

    /// <summary>The week that holds a day, for weeks that begin on <paramref name="firstDay"/>.</summary>
    public static Week Of(DateOnly day, DayOfWeek firstDay)
    {
        var since = ((int)day.DayOfWeek - (int)firstDay + 7) % 7;
        return new Week(day.DayNumber < since ? DateOnly.MinValue : day.AddDays(-since));
    }

    /// <summary>Reads a name such as `2023-W05`; null when it names no week of that year.</summary>
    public static Week? Parse(string? id, DayOfWeek firstDay)
    {
        if (id is not { Length: 8 } || id[4] != '-' || id[5] != 'W'
            || !int.TryParse(id.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !int.TryParse(id.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || year is < 1900 or > 2999 || number is < 1 or > 53)
        {
            return null;
        }

        var first = Of(new DateOnly(year, 1, 4), firstDay);
        var candidate = new[] { first.Previous, first, first.Next }
            .First(week => week.Year == year && week.Number == 1);
        var week = new Week(candidate.Start.AddDays(7 * (number - 1)));
        return week.Id == id ? week : null;
    }

    /// <inheritdoc/>
    public int CompareTo(Week other) => Start.CompareTo(other.Start);

    /// <summary>Earlier.</summary>
    public static bool operator <(Week left, Week right) => left.Start < right.Start;

    /// <summary>Later.</summary>
    public static bool operator >(Week left, Week right) => left.Start > right.Start;

    /// <summary>Earlier or the same.</summary>
    public static bool operator <=(Week left, Week right) => left.Start <= right.Start;

    /// <summary>Later or the same.</summary>
    public static bool operator >=(Week left, Week right) => left.Start >= right.Start;

    /// <inheritdoc/>
    public override string ToString() => Id;

    // Stored as the first day, so that a stored week does not depend on the district's choice of first day.
    private sealed class WeekConverter : JsonConverter<Week>
    {
        public override Week Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(DateOnly.ParseExact(reader.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        public override void Write(Utf8JsonWriter writer, Week value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
