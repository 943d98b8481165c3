using Evaluation.Office.Verification;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Verification;

/// <summary>Whoever types the name of a firm that is not on file is shown those that may be meant.</summary>
public sealed class LikelyFirmTests
{
    private static readonly Dictionary<string, string> Filed = new()
    {
        ["帆岑科"] = "深圳市帆岑科储能技术有限公司",
        ["鼎新"] = "肇庆鼎新材料有限公司",
        ["鼎新北"] = "肇庆鼎新材料（北区）股份有限公司",
        ["灏岚"] = "东莞市灏岚泰新材料有限公司",
    };

    [Theory]
    [InlineData("深圳市帆岑微储能技术有限公司", "帆岑科")]
    [InlineData("肇庆鼎新材料有限责任公司", "鼎新 鼎新北")]
    [InlineData("肇庆鼎新材料", "鼎新 鼎新北")]
    [InlineData("灏岚泰", "灏岚")]
    [InlineData("华胜", "")]
    [InlineData("新", "")]
    public void The_nearest_come_first(string typed, string codes) =>
        string.Join(' ', NearNames.Like(typed, Filed, 5).Select(one => one.Key)).Should().Be(codes);

    [Fact]
    public void No_more_are_shown_than_wanted() => NearNames.Like("肇庆鼎新材料", Filed, 1).Should().HaveCount(1);
}
