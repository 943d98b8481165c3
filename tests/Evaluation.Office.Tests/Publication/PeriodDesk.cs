using Evaluation.Office.Decisions;
using Evaluation.Office.Publication;
using Evaluation.Office.Publication.Gating;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using static Evaluation.Office.Tests.Publication.GateDesk;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// February 2023 at the gate: its last day is the Tuesday of 2023-W09, the one week that is closed and sealed.
/// </summary>
internal static class PeriodDesk
{
    /// <summary>The week in which February ends, from 27 February to 5 March.</summary>
    public static readonly Week Ninth = Tenth.Previous;

    /// <summary>February.</summary>
    public static readonly Term February =
        new(Ninth, new NamedPeriod("2023-02", Period.Month, Sample.Day("2023-02-01"), Sample.Day("2023-02-28")));

    /// <summary>Rules that publish months and years: a visit gives half a point.</summary>
    public static readonly RulebookText Monthly = Usual with
    {
        Measures = "visits: {label: 外出, unit: 家次, count: visit}",
        Columns = "[visits]\n  none_named: [visits]",
        Periods = "[month, year]\n  period_title: \"{period}通报\"",
    };

    /// <summary>The closing of the week.</summary>
    public static readonly WeekClosed Closed = new(Ninth, Sample.At("2023-03-07 18:00"), "wu.closer");

    /// <summary>
    /// Two visits in January and one in February of 坑口街道, two in February and one on 1 March of 凤凰镇.
    /// </summary>
    public static readonly object[] Visits =
    [
        .. Verified("V1", "2023-01-10", Sample.Kengkou), .. Verified("V2", "2023-01-11", Sample.Kengkou),
        .. Verified("V3", "2023-02-01", Sample.Kengkou), .. Verified("V4", "2023-02-10", Sample.Fenghuang),
        .. Verified("V5", "2023-02-28", Sample.Fenghuang), .. Verified("V6", "2023-03-01", Sample.Fenghuang),
    ];

    /// <summary>A visit that counts.</summary>
    public static object[] Verified(string claim, string day, string unit) =>
        [Visit(claim, day, unit: unit, firm: claim), GateDesk.Verified(claim, unit)];

    /// <summary>All of it, with the week sealed.</summary>
    public static GateDesk WeekSealed() => Of(Adopted(Monthly)).And(Visits).And(Closed).Sealed(Ninth);

    /// <summary>What the gate says of February.</summary>
    public static GateReport Examined(this GateDesk desk) => Gate.Examine(desk.Gathered(February));

    /// <summary>What a check finds.</summary>
    public static IReadOnlyList<string> Findings(this GateDesk desk, string check) =>
        desk.Examined().Checks.Single(one => one.Code == check).Findings;

    /// <summary>Seals February as the gate drafts it.</summary>
    public static GateDesk SealedFebruary(this GateDesk desk)
    {
        var made = desk.Examined().Draft!.Sealed("测〔2023〕月2号", By("he.sealer", "2023-03-16 09:00"));
        var record = BulletinFiles.Record(made);
        return desk.And(February.Decided(Decision.Accept(new BulletinSealed(
            Ninth, made.Number, made.Document, made.Position, made.Editions, made.SealedAt, made.ClosedBy,
            made.SealedBy, record, BulletinFiles.Sha256(record), "b", "c"))).Events);
    }

    /// <summary>The sealed record, counted again from the events up to its position.</summary>
    public static string Recounted(this GateDesk desk, int issue)
    {
        var file = desk.FileOf(February);
        var (sealing, published) = (file.Issue(issue)!, BulletinFiles.Read(file.Issue(issue)!.Record));
        return BulletinFiles.Record(BulletinMaker.Make(
            null, desk.At((int)sealing.Position).SeenThrough(February.Last),
            new SealingFrame(
                sealing.Week, sealing.Number, sealing.Document, published.CutOff, published.SealedAt,
                sealing.ClosedBy, sealing.SealedBy)
            {
                Period = file.Period,
                Format = published.Format,
                ConfirmedBy = issue == 1 ? file.Confirmed?.ConfirmedBy : null,
                Waivers = file.Waivers,
                Issue = issue == 1 ? null : new IssueFrame(
                    issue, file.Reissues[issue - 2].Kind, file.Reissues[issue - 2].Reason,
                    file.Reissues[issue - 2].ProposedBy, BulletinFiles.Read(file.Issue(issue - 1)!.Record),
                    file.Reissues[issue - 2].Supersedes),
            }));
    }

    /// <summary>A signature.</summary>
    public static Signature By(string account, string at) => new(account, null, Sample.At(at), "", "");
}
