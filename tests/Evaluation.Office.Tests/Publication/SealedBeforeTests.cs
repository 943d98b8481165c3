using System.Runtime.CompilerServices;
using Evaluation.Office.Publication;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>
/// Each line of a bulletin leads back to its event; what was sealed before lines did so keeps its bytes.
/// </summary>
public sealed class SealedBeforeTests
{
    private static readonly Bulletin Made = BulletinMaker.Make(null, LinesOfAWeek.Known(), LinesOfAWeek.Frame);

    [Fact]
    public void A_line_names_the_stream_and_position_of_the_event_since_which_it_counts()
    {
        Made.Sheets.SelectMany(
            sheet => sheet.Lines, (sheet, line) => $"{sheet.Unit} {line.Fact}: {line.Stream} {line.Position}")
            .Should().Equal(
                "坑口街道 V1: claim/V1 8",
                "坑口街道 report/2023-03-06/坑口街道: report/2023-03-06/坑口街道 9",
                "凤凰镇 adjustment/D1: adjustment/D1 10",
                "凤凰镇 adjustment/D1/D2: adjustment/D1 11",
                "凤凰镇 week/2023-03-06:  ",
                "投资促进局 V1: claim/V1 12",
                "投资促进局 week/2023-03-06:  ");
        Made.Sheets.SelectMany(sheet => sheet.Lines).Where(line => line.Position is not null)
            .Select(line => LinesOfAWeek.Events[(int)line.Position! - 1].GetType().Name).Should().Equal(
                "ClaimVerified", "ReportSubmitted", "AdjustmentDecided", "AdjustmentReversed", "ClaimCorrected");
    }

    [Fact]
    public void The_record_holds_them_and_its_format()
    {
        var record = BulletinFiles.Record(Made);

        record.Should().Contain("\"stream\":\"claim/V1\",\"position\":8}")
            .And.Contain("\"format\":3,").And.EndWith("\"rounding\":{\"decimals\":2,\"by\":\"half_up\"}}")
            .And.NotContain("\"stream\":null");
        BulletinFiles.Record(BulletinFiles.Read(record)).Should().Be(record);
    }

    [Theory]
    [InlineData("lines-of-a-week.json")]
    [InlineData("lines-of-a-week.2.json")]
    public void In_the_format_of_its_sealing_a_week_counts_to_the_bytes_that_were_sealed(string file)
    {
        var before = Sealed(file);
        var (format, rounding) = (BulletinFiles.Read(before).Format, BulletinFiles.Read(before).Rounding);

        var frame = LinesOfAWeek.Frame with { Format = format };
        var known = rounding is null ? LinesOfAWeek.Known().WithExact(frame.Week.End) : LinesOfAWeek.Known();
        BulletinFiles.Record(BulletinMaker.Make(null, known, frame)).Should().Be(before);
        BulletinFiles.Record(Made).Should().NotBe(before);
        IssueContent.Differs(BulletinFiles.Read(before), Made).Should()
            .BeFalse("another format is no change of the week");
    }

    [Theory]
    [InlineData("lines-of-a-week.json")]
    [InlineData("zhaoqing-2023-W22.json")]
    public void A_record_sealed_before_is_read_and_written_without_another_byte(string file)
    {
        var before = Sealed(file);
        var bulletin = BulletinFiles.Read(before);

        BulletinFiles.Record(bulletin).Should().Be(before);
        bulletin.Format.Should().BeNull();
        bulletin.Sheets.SelectMany(sheet => sheet.Lines).Should().NotBeEmpty()
            .And.OnlyContain(line => line.Stream == null && line.Position == null);
    }

    private static string Sealed(string file, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Sealed", file));
}
