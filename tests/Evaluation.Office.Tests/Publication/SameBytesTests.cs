using System.Globalization;
using Evaluation.Office.Publication;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Publication;

/// <summary>A bulletin has the same bytes wherever it is made.</summary>
[Collection("culture")]
public sealed class SameBytesTests : IDisposable
{
    private static readonly string Record = BulletinFiles.Record(AWeek.LastBulletin());
    private readonly CultureInfo culture = CultureInfo.CurrentCulture;
    private readonly string? zone = Environment.GetEnvironmentVariable("TZ");

    [Theory]
    [InlineData("zh-CN", "Asia/Shanghai")]
    [InlineData("tr-TR", "Europe/Istanbul")]
    [InlineData("de-DE", "America/New_York")]
    [InlineData("fa-IR", "Asia/Tehran")]
    [InlineData("th-TH", "Pacific/Auckland")]
    public void The_record_is_the_same_under_another_culture_and_time_zone(string name, string place)
    {
        CultureInfo.CurrentCulture = new CultureInfo(name);
        Environment.SetEnvironmentVariable("TZ", place);
        TimeZoneInfo.ClearCachedData();

        BulletinFiles.Record(AWeek.LastBulletin()).Should().Be(Record);
        BulletinFiles.Table(AWeek.LastBulletin()).Should().Be(BulletinFiles.Table(BulletinFiles.Read(Record)));
    }

    [Fact]
    public void A_record_reads_back_into_the_same_record() =>
        BulletinFiles.Record(BulletinFiles.Read(Record)).Should().Be(Record);

    public void Dispose()
    {
        CultureInfo.CurrentCulture = culture;
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
