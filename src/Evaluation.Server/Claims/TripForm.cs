using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Evidence;

namespace Evaluation.Server.Claims;

/// <summary>
/// The form of a trip with its visits, as it was typed. Its fields have the names of the places in which faults are:
/// `destination`, `visits[0].enterprise`.
/// </summary>
/// <param name="Claim">The trip's number, made when the form is shown first, so that a repeat is recognised.</param>
/// <param name="Trip">What was typed about the trip, by field name; the day of return is `occurred_on`.</param>
/// <param name="Visits">What was typed about each visit.</param>
public sealed partial record TripForm(
    string Claim, ImmutableDictionary<string, string> Trip, ImmutableList<ImmutableDictionary<string, string>> Visits)
{
    /// <summary>The most visits of one form.</summary>
    public const int MostVisits = 40;

    private const int FirstRows = 2;
    private const string Day = "occurred_on";

    /// <summary>The day on which it is read: of its year are days without one, where no other is named.</summary>
    public DateOnly? Now { get; init; }

    /// <summary>Nothing of a visit.</summary>
    public static readonly ImmutableDictionary<string, string> Blank =
        ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The fields of the trip beside its day, and those of a visit in the order of the table.</summary>
    public static IReadOnlyList<FieldDefinition> TripFields { get; } = BuiltInKinds.Find(BuiltInKinds.Trip)!.Fields;

    /// <inheritdoc cref="TripFields"/>
    public static IReadOnlyList<FieldDefinition> VisitFields { get; } =
        [.. BuiltInKinds.Find(BuiltInKinds.Visit)!.Fields.Where(field => field.Type != FieldType.Claim)];

    private static readonly HashSet<string> OfVisit =
        [Day, .. UnfiledFirms.Fields, .. VisitFields.Select(field => field.Name)];

    private static readonly HashSet<string> OfTrip = [Day, .. TripFields.Select(field => field.Name)];

    private static readonly string[] AboutTheForm = ["claim", "do", "paste"];

    /// <summary>A fresh form.</summary>
    /// <param name="claim">The trip's number.</param>
    public static TripForm Fresh(string claim) => new(claim, Blank, [.. Enumerable.Repeat(Blank, FirstRows)]);

    /// <summary>The form of a trip that is like an earlier one: who led it and whom it visited, but not when.</summary>
    /// <param name="claim">The new trip's number.</param>
    /// <param name="trip">The earlier trip.</param>
    /// <param name="visits">Its visits.</param>
    public static TripForm Like(string claim, Claim trip, IEnumerable<Claim> visits) => new(
        claim, Copied(trip, TripFields.Where(field => field.Type is not (FieldType.Date or FieldType.Decimal))),
        [.. visits.Select(visit => Copied(visit, VisitFields)).Take(MostVisits).DefaultIfEmpty(Blank)]);

    /// <summary>Reads what was sent.</summary>
    /// <returns>The form; or the refusal of a field that it does not have.</returns>
    public static Result<TripForm> Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var form = new TripForm("", Blank, []);
        foreach (var (name, value) in fields.Where(one => !one.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            if (OfVisitForm().Match(name) is { Success: true } found && OfVisit.Contains(found.Groups["field"].Value)
                && int.Parse(found.Groups["row"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) is var row
                && row < MostVisits)
            {
                form = form.With(row, found.Groups["field"].Value, value);
            }
            else if (OfTrip.Contains(name))
            {
                form = form with { Trip = form.Trip.SetItem(name, value) };
            }
            else if (!AboutTheForm.Contains(name))
            {
                return new Refusal(
                    "field-unknown", $"表单中的“{Characters.Short(name)}”不是这张表单的字段。", Characters.Short(name),
                    "请返回并刷新页面后重新填写；未登记任何内容。");
            }
            else if (name == "claim")
            {
                form = form with { Claim = value };
            }
        }

        return form;
    }

    /// <summary>The name of a visit's field in the form.</summary>
    public static string Name(int row, string field) => $"{TripDecider.Place(row)}.{field}";

    /// <summary>The files that were sent and stay with the form.</summary>
    public IReadOnlyList<SentFile> Files { get; init; } = [];

    /// <summary>What was typed in a field of a visit; empty for nothing.</summary>
    public string Typed(int row, string field) => Visits[row].GetValueOrDefault(field, "");

    /// <summary>With another text in a field of a visit.</summary>
    public TripForm With(int row, string field, string text)
    {
        var visits = Visits.AddRange(Enumerable.Repeat(Blank, Math.Max(0, row + 1 - Visits.Count)));
        return this with { Visits = visits.SetItem(row, visits[row].SetItem(field, text)) };
    }

    /// <summary>Whether the registration of a visit's firm was begun.</summary>
    public bool BeginsFirm(int row) => UnfiledFirms.Fields.Any(field => !Characters.ShowsNothing(Typed(row, field)));

    /// <summary>With the firm of a visit, which is on file.</summary>
    public TripForm Filed(int row, string firm) => this with
    {
        Visits = Visits.SetItem(row, Visits[row].RemoveRange(UnfiledFirms.Fields).SetItem("enterprise", firm)),
    };

    /// <summary>With one more visit: an empty one, or one like another but for its firm.</summary>
    /// <param name="like">The other one; null for none.</param>
    public TripForm Longer(int? like = null) => Visits.Count >= MostVisits ? this : this with
    {
        Visits = Visits.Add(like is { } row && row < Visits.Count
            ? Visits[row].RemoveRange(UnfiledFirms.Fields).Remove("enterprise") : Blank),
    };

    /// <summary>Without a visit.</summary>
    public TripForm Without(int row) => row < Visits.Count ? this with { Visits = Visits.RemoveAt(row) } : this;

    /// <summary>
    /// With the visits of rows copied from a spreadsheet, in the order of the table: day, firm, leader and so on. They
    /// take the place of rows in which nothing was typed.
    /// </summary>
    public TripForm Pasted(string text)
    {
        var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !Characters.ShowsNothing(line))
            .Select(line => line.TrimEnd('\r').Split('\t')).Select(Pasted);
        return this with { Visits = [.. Visits.Where(IsFilled).Concat(rows).Take(MostVisits)] };
    }

    /// <summary>The form without the rows in which nothing was typed.</summary>
    public TripForm Filled() => this with { Visits = Visits.RemoveAll(row => !IsFilled(row)) };

    /// <summary>The trip as it is reported: its days are counted when they are not typed.</summary>
    public WrittenClaim TripWritten()
    {
        var (from, to) = (DayOf(Trip.GetValueOrDefault("departed_on", "")), DayOf(Trip.GetValueOrDefault(Day, "")));
        var trip = Trip;
        if (Characters.ShowsNothing(trip.GetValueOrDefault("days", "")) && from <= to)
        {
            trip = trip.SetItem(
                "days", (to.Value.DayNumber - from.Value.DayNumber + 1).ToString(CultureInfo.InvariantCulture));
        }

        // A day without a year is of that of the return, or of the departure.
        trip = from is { } departed ? trip.SetItem("departed_on", Iso(departed)) : trip;
        return new WrittenClaim(to is { } day ? Iso(day) : trip.GetValueOrDefault(Day, ""), Facts(trip));
    }

    /// <summary>
    /// The visits as they are reported: led by whom the trip was, unless another one is named; on its day when it took
    /// only one.
    /// </summary>
    public IReadOnlyList<WrittenClaim> VisitsWritten()
    {
        var (from, to) = (DayOf(Trip.GetValueOrDefault("departed_on", "")), DayOf(Trip.GetValueOrDefault(Day, "")));
        return
        [
            .. Visits.Select(visit =>
            {
                var day = visit.GetValueOrDefault(Day, "");
                var on = DayOf(day) ?? (!Characters.ShowsNothing(day) || from != to ? null : to);
                return new WrittenClaim(on is { } read ? Iso(read) : day, Facts(Led(visit)));
            }),
        ];
    }

    private ImmutableDictionary<string, string> Led(ImmutableDictionary<string, string> visit) =>
        !Characters.ShowsNothing(visit.GetValueOrDefault("leader", ""))
            ? visit
            : visit.SetItem("leader", Trip.GetValueOrDefault("leader", ""))
                .SetItem("person", visit.GetValueOrDefault("person", "") is { Length: > 0 } person
                    ? person : Trip.GetValueOrDefault("person", ""));

    private DateOnly? DayOf(string text) => Rulebooks.Words.Typed.Day(text, Year());

    private int? Year() => ((string[])[Day, "departed_on"])
        .Select(field => Rulebooks.Words.Typed.Day(Trip.GetValueOrDefault(field, ""))?.Year)
        .FirstOrDefault(year => year is not null) ?? Now?.Year;

    private static ImmutableDictionary<string, string> Pasted(string[] cells) => Blank.AddRange(
        ((string[])[Day, .. VisitFields.Select(field => field.Name)]).Zip(cells)
            .Select(one => KeyValuePair.Create(one.First, Word(one.First, one.Second.Trim()))));

    // A choice as the form has it, however it was called.
    private static string Word(string field, string text) =>
        VisitFields.FirstOrDefault(one => one.Name == field) is { Type: FieldType.Choice } choice
            ? choice.Choices.FirstOrDefault(one => one.Label == text).Word ?? text : text;

    private static bool IsFilled(ImmutableDictionary<string, string> row) =>
        row.Values.Any(text => !Characters.ShowsNothing(text));

    private static Dictionary<string, string> Facts(ImmutableDictionary<string, string> typed) => typed
        .Where(one => one.Key != Day && !UnfiledFirms.Fields.Contains(one.Key)
            && !Characters.ShowsNothing(one.Value))
        .ToDictionary(StringComparer.Ordinal);

    private static ImmutableDictionary<string, string> Copied(Claim claim, IEnumerable<FieldDefinition> fields) =>
        Blank.AddRange(fields.Where(field => claim.Facts.ContainsKey(field.Name))
            .Select(field => KeyValuePair.Create(field.Name, claim.Facts[field.Name].ToString())));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^visits\[(?<row>[0-9]{1,3})\]\.(?<field>[a-z_]+)$")]
    private static partial Regex OfVisitForm();
}
