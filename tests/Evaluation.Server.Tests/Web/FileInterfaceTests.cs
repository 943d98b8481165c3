using System.Text.Json;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>Files of firms and projects put right by the JSON interface.</summary>
[Collection(nameof(SharedTown))]
public sealed class FileInterfaceTests(SharedTown shared)
{
    private Town Town => shared.Town;

    [Fact]
    public async Task Files_are_put_right_by_the_interface()
    {
        foreach (var firm in new[] { "甲厂", "乙厂", "丙厂" })
        {
            (await Town.PostAsync("zhou", "enterprises", new { enterprise = firm, name = $"{firm}有限公司" })).Status
                .Should().Be(200);
        }

        await AnswersAsync("enterprises/甲厂/name", new { name = "甲集团", from = "2999-01-01", reason = "变更" },
            422, "in-the-future");
        await AnswersAsync("enterprises/甲厂/name", new { name = "乙厂有限公司", from = Today, reason = "变更" },
            409, "name-taken");
        await AnswersAsync("enterprises/甲厂/name", new { name = "甲集团", from = Today, reason = "变更" }, 200, null);
        await AnswersAsync(
            "enterprises/甲厂/code", new { creditCode = "1", reason = "更正" }, 422, "credit-code-wrong");
        await AnswersAsync("enterprises/甲厂/code", new { reason = "更正" }, 409, "repeated");
        await AnswersAsync("enterprises/甲厂/merge", new { into = "甲厂", reason = "同" }, 422, "own-merge");
        await AnswersAsync("enterprises/甲厂/merge", new { into = "丁厂", reason = "同" }, 404, "unknown-enterprise");
        (await SeenAsync("enterprises/甲厂/merge?into=乙厂")).GetProperty("sentences")[0].GetString().Should()
            .Contain("甲集团").And.Contain("乙厂");
        await AnswersAsync("enterprises/甲厂/merge", new { into = "乙厂", reason = "同" }, 200, null);
        await AnswersAsync("enterprises/乙厂/merge", new { into = "甲厂", reason = "同" }, 409, "merge-circle");
        await AnswersAsync("enterprises/丙厂/merge", new { into = "甲厂", reason = "同" }, 409, "into-merged");
        (await SeenAsync("enterprises/甲厂")).GetProperty("enterprise").GetProperty("mergedInto").GetString().Should()
            .Be("乙厂");
        await AnswersAsync("enterprises/乙厂/unmerge", new { reason = "错" }, 409, "not-merged");
        await AnswersAsync("enterprises/甲厂/unmerge", new { reason = "错" }, 200, null);

        await Town.PostAsync(
            "zhou", "projects",
            new { project = "P-F", name = "厂房", enterprise = "甲厂", industry = "", contracted = "2亿" });
        await AnswersAsync("projects/P-F/name", new { name = "新厂房", from = Today, reason = "变更" }, 200, null);
        await AnswersAsync(
            "projects/P-F/split", new { part = "P-F-2", name = "二期", contracted = "多", reason = "由" }, 422,
            "field-wrong");
        await AnswersAsync(
            "projects/P-F/split", new { part = "P-F", name = "二期", contracted = "1亿", reason = "由" }, 422,
            "own-part");
        await AnswersAsync(
            "projects/P-F/split", new { part = "P-F-2", name = "二期", contracted = "1亿", reason = "由" }, 200, null);
        await AnswersAsync("projects/P-F/stop", new { on = Today, reason = "放弃" }, 200, null);
        await AnswersAsync("projects/P-F/stop", new { on = "2023-01-01", reason = "放弃" }, 409, "already-stopped");
        await AnswersAsync("projects/P-F/resume", new { from = "2023-01-01", reason = "续" }, 422, "before-stop");
        await AnswersAsync("projects/P-F/resume", new { from = Today, reason = "续" }, 200, null);
        (await SeenAsync("projects/P-F")).GetProperty("project").GetProperty("parts")[0].GetString().Should()
            .Be("P-F-2");
    }

    private static string Today => $"{DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}";

    private async Task AnswersAsync(string path, object body, int status, string? code)
    {
        var answer = await Town.PostAsync("zhou", path, body);
        (answer.Status, answer.Code).Should().Be((status, code), $"{path} {answer.Body}");
    }

    private async Task<JsonElement> SeenAsync(string path)
    {
        using var client = Town.Client("zhou");
        return JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(
            $"/api/{Town.District}/{path}", TestContext.Current.CancellationToken));
    }
}
