using System.Globalization;
using System.Text;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Benchmarks.Load;

/// <summary>Writes the claims of a district as a file that an office imports.</summary>
public static class LoadFiles
{
    private const string Time = "yyyy-MM-ddTHH:mm:sszzz";

    /// <summary>Writes the claims, reported by one account and verified by another.</summary>
    /// <returns>The number of claims.</returns>
    public static int WriteClaims(LoadDistrict district, string path)
    {
        var written = 0;
        var fields = BuiltInKinds.BuiltIn.SelectMany(kind => kind.Fields).DistinctBy(field => field.Name).ToList();
        var reported = BuiltInKinds.BuiltIn.ToDictionary(
            kind => kind.Name, kind => kind.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal));
        using var file = new StreamWriter(path, false, new UTF8Encoding(false));
        file.WriteLine(Row([
            "id", "kind", "unit", "occurred_on", "recorded_at", "recorded_by", "shares", "verified_at", "verified_by",
            .. fields.Select(field => field.Name),
        ]));
        foreach (var claim in district.Claims())
        {
            file.WriteLine(Row([
                claim.Id, claim.Kind, claim.Unit, Day(claim.OccurredOn), At(claim.ReportedAt), "chen", Shares(claim),
                At(claim.VerifiedAt), "zhou",
                .. fields.Select(field =>
                    reported[claim.Kind].Contains(field.Name) && claim.Values.TryGetValue(field.Name, out var value)
                        ? Text(field, value)
                        : ""),
            ]));
            written++;
        }

        return written;
    }

    private static string Shares(LoadClaim claim) => claim.Shares.Count == 1
        ? ""
        : string.Join(';', claim.Shares.Select(share => $"{share.Unit}:{Value.Of(share.Part)}"));

    /// <summary>A value as units write it.</summary>
    internal static string Text(FieldDefinition field, Value value) =>
        field.Type == FieldType.Money ? Money.Format(value.Number!.Value) : value.ToString();

    private static string Row(params string[] cells) => string.Join(',', cells);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string At(DateTimeOffset time) => time.ToString(Time, CultureInfo.InvariantCulture);
}
