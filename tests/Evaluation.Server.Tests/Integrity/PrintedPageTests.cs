using Evaluation.Server.Integrity;
using FluentAssertions;

namespace Evaluation.Server.Tests.Integrity;

/// <summary>A page that was changed together with its hashes is found by the figures that it prints.</summary>
public sealed class PrintedPageTests
{
    private const string Made = "<style>p{margin:1px}</style><p>共 3 项</p><table class=\"ranking\"><tr>"
        + "<td class=\"place\"><span>1</span></td><th>桂城街道</th><td>0.80</td></tr></table><p>以上&nbsp;12.5 分</p>";

    [Theory]
    [InlineData(Made, null)]
    [InlineData("<style>p{margin:9px}</style><h2>新</h2><p>共<b>3</b>项</p><table class=\"ranking\"><tr><td>1</td>"
        + "<th><a href=\"#u7\">桂城街道</a></th><td>0.80</td></tr></table><p>合计 12.5 分</p>", null)]
    [InlineData(">0.80<", ">0.90<", "排名表第1行印作“1｜桂城街道｜0.90”，按记录为“1｜桂城街道｜0.80”。")]
    [InlineData("桂城", "永安", "排名表第1行印作“1｜永安街道｜0.80”")]
    [InlineData("<tr>", "<tr></tr><tr>", "排名表第")]
    [InlineData("12.5", "13.5", "印作“桂城街道 0.80 以上 13.5 分”，按记录为“桂城街道 0.80 以上 12.5 分”。")]
    [InlineData("<p>共 3 项</p>", "", "印作“")]
    public void Figures_are_compared_and_not_markup(string from, string? to, string? said = null)
    {
        var stored = to is null ? from : Made.Replace(from, to, StringComparison.Ordinal);

        var difference = PrintedPage.Difference(PrintedPage.Of(stored), PrintedPage.Of(Made));

        if (said is null)
        {
            difference.Should().BeNull();
        }
        else
        {
            difference.Should().Contain(said);
        }
    }
}
