using Evaluation.Server.Integrity;
using FluentAssertions;

namespace Evaluation.Server.Tests.Integrity;

/// <summary>When the server verifies itself.</summary>
public sealed class QuietHoursTests
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    [Theory]
    [InlineData("02:00-05:00", "2026-11-29T01:59:59", null, false)]
    [InlineData("02:00-05:00", "2026-11-29T02:00:00", null, true)]
    [InlineData("02:00-05:00", "2026-11-29T04:59:59", "2026-11-28T02:00:30", true)]
    [InlineData("02:00-05:00", "2026-11-29T04:59:59", "2026-11-29T02:00:00", false)]
    [InlineData("02:00-05:00", "2026-11-29T04:59:59", "2026-11-29T01:00:00", true)]
    [InlineData("02:00-05:00", "2026-11-29T05:00:00", null, false)]
    [InlineData("23:00-01:00", "2026-11-30T00:30:00", "2026-11-29T22:59:00", true)]
    [InlineData("23:00-01:00", "2026-11-30T00:30:00", "2026-11-29T23:00:00", false)]
    [InlineData("23:00-01:00", "2026-11-30T01:00:00", null, false)]
    public void It_is_due_once_in_the_hours_of_every_day(string hours, string now, string? last, bool due)
    {
        QuietHours.TryParse(hours, out var read).Should().BeTrue();

        read!.IsDue(Here(now).ToUniversalTime(), last is null ? null : Here(last), China).Should().Be(due);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public void Without_a_setting_it_is_from_two_to_five(string? text)
    {
        QuietHours.TryParse(text, out var hours).Should().BeTrue();
        hours.Should().Be(new QuietHours(new TimeOnly(2, 0), new TimeOnly(5, 0)));
    }

    [Fact]
    public void It_can_be_switched_off()
    {
        QuietHours.TryParse("off", out var hours).Should().BeTrue();
        hours.Should().BeNull();
    }

    [Theory]
    [InlineData("2-5")]
    [InlineData("02:00")]
    [InlineData("02:00-02:00")]
    [InlineData("02:00-25:00")]
    [InlineData("never")]
    public void What_is_no_span_of_hours_is_not_understood(string text) =>
        QuietHours.TryParse(text, out _).Should().BeFalse();

    private static DateTimeOffset Here(string time) =>
        new(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), China);
}
