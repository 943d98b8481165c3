using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// Every fault of the server is said: in Chinese, with a number that the log has too, with the safety headers, and on a
/// page that still knows who is signed in.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class FaultTests(SharedTown shared)
{
    private const string Board = $"/{Town.District}/board";
    private const string Form = $"/{Town.District}/claims/report";
    private const string Api = $"/api/{Town.District}";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_that_is_away_is_said_and_comes_back()
    {
        await shared.Wire.TakeAwayAsync();
        try
        {
            await UnavailableAsync("database-away", "数据库暂时连接不上");
            var answer = await ReportAsync("F1");
            (answer.Status, answer.Text).Should().Match<(HttpStatusCode Status, string Text)>(said =>
                said.Status == HttpStatusCode.ServiceUnavailable && said.Text.Contains("未登记任何内容"));
        }
        finally
        {
            shared.Wire.PutBack();
        }

        await BackAsync();
    }

    [Fact]
    public async Task A_database_that_is_frozen_is_said_within_a_while_to_whoever_waits()
    {
        var limit = shared.Town.Get<WaitLimit>();
        limit.Longest.Should().Be(TimeSpan.FromSeconds(30));
        limit.Longest = TimeSpan.FromSeconds(1);
        shared.Wire.Freeze();
        try
        {
            foreach (var (address, page) in new[] { ($"{Api}/claims", false), (Board, true), ("/", true) })
            {
                // Long before the driver has given up cancelling, 15 s for each try. A connection that is broken in
                // order to give up may be noticed first.
                var asked = Stopwatch.StartNew();
                var answer = await GetAsync(address, page);
                asked.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(12));
                answer.Status.Should().Be(HttpStatusCode.ServiceUnavailable, answer.Text);
                answer.Text.Should().MatchRegex("没有及时读出|暂时连接不上").And.Contain("请稍后重试");
                answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
                IsSafe(answer.Headers);
            }

            var reported = await ReportAsync("F9");
            reported.Status.Should().Be(HttpStatusCode.ServiceUnavailable, reported.Text);
            reported.Text.Should().MatchRegex("可能已经保存，也可能没有|未登记任何内容");
        }
        finally
        {
            shared.Wire.Thaw();
            limit.Longest = TimeSpan.FromSeconds(30);
        }

        await BackAsync();
        (await ReportAsync("F9")).Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_database_without_a_free_connection_is_said()
    {
        await shared.ConnectionsAsync(0);
        try
        {
            // The first answers still meet the connections that were ended.
            await UntilAsync(async () => (await GetAsync($"{Api}/claims", false)).Text.Contains("database-crowded"));
            await UnavailableAsync("database-crowded", "数据库正忙");
        }
        finally
        {
            await shared.ConnectionsAsync(-1);
        }

        await BackAsync();
    }

    [Fact]
    public async Task A_database_that_is_full_is_said_and_nothing_is_stored()
    {
        await RaisingAsync("53100", async () =>
        {
            var answer = await ReportAsync("F2");
            answer.Status.Should().Be(HttpStatusCode.ServiceUnavailable, answer.Text);
            answer.Text.Should().Contain("database-full").And.Contain("空间已满").And.Contain("number");
            answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
        });
        (await ReportAsync("F2")).Status.Should().Be(HttpStatusCode.OK, "it can be sent again");
    }

    [Fact]
    public async Task A_database_in_trouble_is_no_failure_of_a_command_in_the_measurements()
    {
        var outcomes = new ConcurrentBag<string>();
        using var listening = new MeterListener();
        listening.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "evaluation.command.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listening.SetMeasurementEventCallback<double>((_, _, tags, _) => outcomes.Add(
            $"{Tag(tags, "command")} {Tag(tags, "outcome")}"));
        listening.Start();

        await RaisingAsync("53100", async () => await ReportAsync("F8"));
        shared.Wire.CutAtCommitAfter("F8-lost");
        await ReportAsync("F8-lost");
        await BackAsync();

        outcomes.Should().Contain(["ReportClaim unavailable", "ReportClaim perhaps"]);

        static object? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
        {
            foreach (var tag in tags)
            {
                if (tag.Key == name)
                {
                    return tag.Value;
                }
            }

            return null;
        }
    }

    [Fact]
    public async Task A_command_whose_answer_was_lost_says_that_it_may_be_stored_and_can_be_sent_again()
    {
        shared.Wire.CutAtCommitAfter("F3-lost");
        var answer = await ReportAsync("F3-lost");
        answer.Status.Should().Be(HttpStatusCode.ServiceUnavailable, answer.Text);
        answer.Text.Should().Contain("perhaps-stored").And.Contain("可能已经保存");

        await BackAsync();
        var again = await ReportAsync("F3-lost");
        again.Status.Should().Be(HttpStatusCode.Conflict, again.Text);
        again.Text.Should().Contain("repeated");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_command_that_is_stored_and_whose_result_cannot_be_shown_says_so(bool page)
    {
        var claim = page ? "F5-shown" : "F5-stored";
        using var client = Client("chen", true);
        var token = await BodyTests.TokenAsync(client, Form);
        shared.Wire.TakeAwayAfterCommitOf(claim);
        try
        {
            if (page)
            {
                using var answer = await client.PostAsync(Form, Visit(token, claim), Ct);
                answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
                (await SharedTown.TextAsync(answer)).Should().Contain("已经保存").And.Contain("不必再次提交");
            }
            else
            {
                var answer = await ReportAsync(claim);
                answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
                answer.Text.Should().Contain("内容已保存，但没有能及时读出");
            }
        }
        finally
        {
            shared.Wire.PutBack();
        }

        await BackAsync();
        var again = await ReportAsync(claim);
        again.Status.Should().Be(HttpStatusCode.Conflict, again.Text);
        again.Text.Should().Contain("repeated");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_fault_of_the_program_has_a_number_that_the_log_has(bool page)
    {
        await RaisingAsync("22012", async () =>
        {
            var answer = await ReportAsync("F4", page);
            answer.Status.Should().Be(HttpStatusCode.InternalServerError, answer.Text);
            answer.Text.Should().Contain("可能已经保存").And.NotContain("Exception").And.NotContain("   at ")
                .And.NotContain("trouble in the database");
            var number = Regex.Match(answer.Text, "[0-9a-f]{12}").Value;
            shared.Logged.Should().Contain(line => line.Contains($"Fault {number}"));
            IsSafe(answer.Headers);
            if (page)
            {
                answer.Text.Should().Contain("系统暂时不能办理").And.Contain("chen（桂城街道，填报员）")
                    .And.Contain(">退出</button>").And.Contain("编号：").And.NotContain("server");
            }
        });
    }

    [Fact]
    public async Task A_form_that_a_fault_kept_from_being_taken_can_be_sent_once_more()
    {
        using var client = Client("chen", true);
        var token = await BodyTests.TokenAsync(client, Form);
        var page = "";
        await RaisingAsync("53100", async () =>
        {
            using var failed = await client.PostAsync(Form, Visit(token, "F6"), Ct);
            page = await SharedTown.TextAsync(failed);
        });

        page.Should().Contain("所填内容还在本页").And.Contain("重新提交");
        var fields = Regex.Matches(page[page.IndexOf("action=\"/shi-yan", StringComparison.Ordinal)..],
            "name=\"([^\"]+)\" value=\"([^\"]*)\"").Select(field => KeyValuePair.Create(
                field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)));
        using var again = await client.PostAsync(Form, new FormUrlEncodedContent(fields), Ct);
        again.StatusCode.Should().Be(HttpStatusCode.Found, await SharedTown.TextAsync(again));
        again.Headers.Location!.ToString().Should().EndWith("/claims/F6?done=yes");
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404, "没有这个地址")]
    [InlineData("GET", "/favicon.ico", 404, "没有这个地址")]
    [InlineData("GET", $"/{Town.District}/bulletins/2023-W01.xml", 404, "没有")]
    [InlineData("POST", Board, 405, "不接受这种请求")]
    [InlineData("DELETE", $"{Api}/claims/V1", 405, "不接受这种请求")]
    [InlineData("POST", $"{Api}/claims", 415, "类型不对")]
    [InlineData("GET", $"{Api}/rulebooks/x/y", 404, "没有这个地址")]
    public async Task What_no_endpoint_takes_is_said_as_well(string method, string address, int status, string said)
    {
        foreach (var page in new[] { false, true })
        {
            using var client = Client("chen", page);
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            request.Content = method == "POST" ? new StringContent("x", null, "text/plain") : null;
            using var answer = await client.SendAsync(request, Ct);
            var text = await SharedTown.TextAsync(answer);
            ((int)answer.StatusCode).Should().Be(status, text);
            text.Should().Contain(said);
            answer.Content.Headers.ContentType!.MediaType.Should()
                .Be(page ? "text/html" : "application/problem+json");
            (status != 405 || answer.Content.Headers.Allow.Count > 0).Should().BeTrue("405 names the methods");
            IsSafe(answer.Headers);
            (!page || text.Contains("chen（桂城街道，填报员）", StringComparison.Ordinal)).Should().BeTrue(text);
        }
    }

    [Fact]
    public async Task Too_large_a_body_is_said()
    {
        using var client = Client("chen", false);
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var answer = await client.PostAsync(
            $"{Api}/claims", new StringContent(new string(' ', 3_000_000), null, "application/json"), Ct);
        ((int)answer.StatusCode).Should().Be(413);
        (await SharedTown.TextAsync(answer)).Should().Contain("超过2MB");
        IsSafe(answer.Headers);
    }

    // Everybody sees the same, whether a page or the interface was asked, and the page keeps its frame.
    private async Task UnavailableAsync(string code, string said)
    {
        var api = await GetAsync($"{Api}/claims", false);
        api.Status.Should().Be(HttpStatusCode.ServiceUnavailable, api.Text);
        api.Text.Should().Contain(code).And.Contain(said).And.Contain("\"number\"");
        foreach (var address in new[] { Board, $"/{Town.District}/claims", "/" })
        {
            var page = await GetAsync(address, true);
            page.Status.Should().Be(HttpStatusCode.ServiceUnavailable, page.Text);
            page.Text.Should().Contain(said).And.Contain("编号：").And.NotContain(code);
            page.Text.Should().Contain("chen（桂城街道，填报员）");
            page.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(10));
            IsSafe(page.Headers);
        }
    }

    private async Task RaisingAsync(string code, Func<Task> act)
    {
        await shared.SqlAsync(
            "create or replace function trouble() returns trigger language plpgsql as $$ begin "
                + $"raise exception 'trouble in the database' using errcode = '{code}'; end $$");
        await shared.SqlAsync(
            "create trigger trouble before insert on events.mt_events for each row execute function trouble()");
        try
        {
            await act();
        }
        finally
        {
            await shared.SqlAsync("drop trigger trouble on events.mt_events");
        }
    }

    private async Task BackAsync()
    {
        await UntilAsync(async () => (await GetAsync($"{Api}/claims", false)).Status == HttpStatusCode.OK);
        await UntilAsync(async () => (await GetAsync(Board, true)).Status == HttpStatusCode.OK);
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        for (var tries = 0; !await reached(); tries++)
        {
            tries.Should().BeLessThan(300, "it was to be reached");
            await Task.Delay(100, Ct);
        }
    }

    private static void IsSafe(System.Net.Http.Headers.HttpResponseHeaders headers) =>
        headers.Select(one => one.Key).Should()
            .Contain(["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control"]);

    private HttpClient Client(string account, bool page)
    {
        var client = shared.Town.Client(account);
        client.DefaultRequestHeaders.Accept.ParseAdd(page ? "text/html" : "application/json");
        return client;
    }

    private async Task<Answer> GetAsync(string address, bool page)
    {
        using var client = Client("chen", page);
        using var answer = await client.GetAsync(address, Ct);
        return new Answer(
            answer.StatusCode, await SharedTown.TextAsync(answer), answer.Headers);
    }

    private static FormUrlEncodedContent Visit(KeyValuePair<string, string> token, string claim) => new(
    [
        token, new("kind", "visit"), new("claim", claim), new("occurred_on", "2023年1月4日"),
        new("enterprise", "鼎新"), new("leader", "top"),
    ]);

    private async Task<Answer> ReportAsync(string claim, bool page = false)
    {
        using var client = Client("chen", page);
        using var answer = await client.PostAsync(
            $"{Api}/claims",
            new StringContent(
                JsonSerializer.Serialize(new
                {
                    claim,
                    kind = "visit",
                    occurredOn = "2023-01-04",
                    facts = new { enterprise = "鼎新", leader = "top" },
                }),
                System.Text.Encoding.UTF8, "application/json"),
            Ct);
        return new Answer(
            answer.StatusCode, await SharedTown.TextAsync(answer), answer.Headers);
    }

    private sealed record Answer(
        HttpStatusCode Status, string Text, System.Net.Http.Headers.HttpResponseHeaders Headers);
}
