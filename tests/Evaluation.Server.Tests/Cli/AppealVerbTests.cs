using FluentAssertions;

namespace Evaluation.Server.Tests.Cli;

/// <summary>An appeal on the command line, from the sealed week to the ruling.</summary>
public sealed class AppealVerbTests(ServedDistrict district) : IClassFixture<ServedDistrict>
{
    [Fact]
    public async Task An_appeal_is_lodged_counted_out_ruled_on_and_shown()
    {
        (await RunAsync(
            "claim", "report", "--id", "V-4", "--kind", "visit", "--on", "2023-01-17", "--fact", "enterprise=丙厂",
            "--fact", "leader=staff", "--as", "dong.lin"))
            .Code.Should().Be(0);
        (await RunAsync("claim", "verify", "--id", "V-4", "--as", "ban.liang")).Code.Should().Be(0);
        (await RunAsync("close", "--week", "2023-W03", "--as", "ban.su")).Code.Should().Be(0);
        (await district.Terminal.PublishAsync("2023-W03")).Code.Should().Be(0);
        string[] lodge = ["appeal", "lodge", "--id", "S-1", "--reason", "一把手带队", "--evidence", "纪要.pdf"];
        string[] line = ["--clause", "第一条", "--fact", "V-4"];

        (await RunAsync(
            [.. lodge, "--clause", "第一条", "--fact", "V-2", "--week", "2023-W02", "--as", "dong.lin"])).Error.Should()
                .Contain("已过期限");
        (await RunAsync([.. lodge, .. line, "--claim", "V-4", "--week", "2023-W03", "--as", "dong.lin"])).Code
            .Should().Be(2);
        (await RunAsync([.. lodge, .. line, "--week", "2023-W03", "--as", "dong.lin"])).Should()
            .BeEquivalentTo(new { Code = 0, Error = "" });
        (await RunAsync("appeal", "list", "--open", "--format", "csv")).Out.Should()
            .Contain("S-1,东镇,2023-W03,第一条“V-4”,待裁决,");
        (await RunAsync("gate", "--week", "2023-W04")).Out.Should().Contain("申诉“S-1”");

        string[] remedy = ["--remedy", "correct", "--change", "leader=top"];
        (await RunAsync(["appeal", "consequences", "--id", "S-1", "--remedy", "adjust", "--points", "2"])).Out.Should()
            .Contain("累计至2023-W04");
        (await RunAsync(["appeal", "consequences", "--id", "S-9", .. remedy])).Error.Should().Contain("没有申诉“S-9”");
        (await RunAsync(
            ["appeal", "rule", "--id", "S-1", .. remedy, "--reason", "经核实", "--document", "小委9号", "--as",
                "hui.luo"]))
            .Should().BeEquivalentTo(new { Code = 0, Error = "" });
        var shown = await RunAsync("appeal", "show", "--id", "S-1");
        shown.Out.Should().Contain("支持申诉").And.Contain("裁决：更正事项").And.Contain("appeal.ruled.v1");
        (await RunAsync("recount", "--all")).Code.Should().Be(0);
    }

    private Task<Printed> RunAsync(params string[] arguments) => district.Terminal.RunAsync(arguments);
}
