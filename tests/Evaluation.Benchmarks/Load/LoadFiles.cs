using System.Globalization;
using System.Text;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Benchmarks.Load;

/// <summary>Writes a district as the files that `evaluation score` reads.</summary>
public static class LoadFiles
{
    private const string Time = "yyyy-MM-ddTHH:mm:sszzz";

    private static readonly List<FieldDefinition> Fields =
    [
        .. KindSet.BuiltIn.Reportable.SelectMany(kind => KindSet.BuiltIn.FieldsOf(kind.Name))
            .DistinctBy(field => field.Name),
    ];

    /// <summary>Writes `facts.csv`, `roster.csv` and `decisions.csv`.</summary>
    /// <returns>The number of facts; a claim with two shares is one.</returns>
    public static int Write(LoadDistrict district, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "roster.csv"), district.Units
            .Select(unit => Row(unit.Name, unit.Name, unit.Group, unit.Group, Day(district.Settings.From), ""))
            .Prepend("unit,name,kind,group,from,to"));
        File.WriteAllLines(Path.Combine(folder, "decisions.csv"), district.Decisions().Select(one => Row(
                one.Id, one.Unit, Value.Of(one.Points).ToString(), Day(one.On), Day(one.On), one.Id, "示例",
                one.Reverses ?? ""))
            .Prepend("id,unit,points,decided_on,effective_on,document,reason,reverses"));
        return WriteFacts(district, Path.Combine(folder, "facts.csv"));
    }

    /// <summary>Writes the claims as a file that an office takes over: reported by one account, verified by another.</summary>
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
                claim.Id, claim.Kind, claim.Unit, Day(claim.OccurredOn), At(claim.ReportedAt), "chen", Shares(claim), At(claim.VerifiedAt), "zhou",
                .. fields.Select(field => reported[claim.Kind].Contains(field.Name) && claim.Values.TryGetValue(field.Name, out var value)
                    ? Text(field, value)
                    : ""),
            ]));
            written++;
        }

        return written;
    }

    private static int WriteFacts(LoadDistrict district, string path)
    {
        var written = 0;
        using var file = new StreamWriter(path, false, new UTF8Encoding(false));
        file.Write("id,kind,unit,occurred_on,recorded_at,shares,nil,submitted_at");
        Fields.ForEach(field => file.Write($",{field.Name}"));
        file.WriteLine();
        foreach (var claim in district.Claims().Where(claim => claim.ReversedAt is null))
        {
            file.Write(Row(
                claim.Id, claim.Kind, claim.Unit, Day(claim.OccurredOn), At(claim.VerifiedAt), Shares(claim), "", ""));
            foreach (var field in Fields)
            {
                file.Write(',');
                file.Write(claim.Last.TryGetValue(field.Name, out var value) ? Text(field, value) : "");
            }

            file.WriteLine();
            written++;
        }

        foreach (var report in district.Reports())
        {
            written++;
            file.Write(Row(
                $"report-{written}", BuiltInKinds.Report, report.Unit, Day(report.WeekStart), At(report.SubmittedAt), "",
                report.Nil ? "true" : "false", At(report.SubmittedAt)));
            file.WriteLine(new string(',', Fields.Count));
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
