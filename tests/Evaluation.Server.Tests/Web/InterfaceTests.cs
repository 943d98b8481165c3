using System.Text.Json;
using Evaluation.Server.Interface;
using Evaluation.Server.Tests.Chain;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;

namespace Evaluation.Server.Tests.Web;

/// <summary>
/// The description of the interface. A change of it is read as a difference of the file beside this one, which
/// EVALUATION_WRITE_INTERFACE=1 writes anew.
/// </summary>
[Collection(nameof(SharedTown))]
public sealed class InterfaceTests(SharedTown shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string File =>
        Path.Combine(Town.Root(), "tests", "Evaluation.Server.Tests", "Web", "interface-v1.json");

    [Fact]
    public async Task The_description_is_the_one_that_was_read()
    {
        var found = (await shared.Town.Get<InterfaceBook>().JsonAsync()).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("EVALUATION_WRITE_INTERFACE") == "1")
        {
            await System.IO.File.WriteAllTextAsync(File, found, Ct);
        }

        found.Should().Be(await System.IO.File.ReadAllTextAsync(File, Ct));
    }

    [Fact]
    public async Task Every_address_says_what_it_does_who_may_and_what_it_answers()
    {
        var document = await DocumentAsync();
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(one => $"{one.Name} {path.Name}"));
        var mapped = shared.Town.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.RoutePattern.RawText!.StartsWith("/api/{district}/", StringComparison.Ordinal))
            .SelectMany(one => one.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(method =>
                $"{method.ToLowerInvariant()} {one.RoutePattern.RawText!.TrimEnd('/')}".Replace(
                    ":int", "", StringComparison.Ordinal)));

        described.Should().BeEquivalentTo(mapped).And.HaveCountGreaterThan(80);
        foreach (var operation in Operations(document))
        {
            operation.GetProperty("summary").GetString().Should().EndWith("。");
            operation.GetProperty("description").GetString().Should().StartWith("可由：");
            operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Single()
                .Value.TryGetProperty("schema", out _).Should().BeTrue();
            operation.GetProperty("responses").TryGetProperty("422", out _).Should().BeTrue();
        }

        Operations(document).Select(one => one.GetProperty("summary").GetString()).Should().OnlyHaveUniqueItems();
        Operations(document).Select(one => one.GetProperty("operationId").GetString()).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_number_is_a_number_and_exact()
    {
        var document = await DocumentAsync();

        document.ToString().Should().NotContain("\"double\"").And.NotContain("^-?");
        Field(document, "AdjustmentBody", "points").GetProperty("format").GetString().Should().Be("decimal");
        Field(document, "AdjustmentBody", "points").GetProperty("type").GetString().Should().Be("number");
        Field(document, "OutcomeAnswer", "version").GetProperty("type").GetString().Should().Be("integer");
    }

    [Theory]
    [InlineData("board")]
    [InlineData("board?week=2023-W01")]
    [InlineData("board/2023-W01/桂城街道")]
    [InlineData("claims")]
    [InlineData("units")]
    [InlineData("units/successions")]
    [InlineData("rulebooks")]
    [InlineData("targets")]
    [InlineData("balances")]
    [InlineData("calendar")]
    [InlineData("visibility")]
    [InlineData("weeks/2023-W01/gate")]
    [InlineData("weeks/2023-W01/issues")]
    [InlineData("verification/findings")]
    [InlineData("verification/sample")]
    [InlineData("enterprises/鼎新")]
    [InlineData("appeals")]
    public async Task An_answer_is_what_the_description_promises(string address)
    {
        var document = await DocumentAsync();
        using var client = shared.Town.Client("xu");
        var answer = await client.GetStringAsync($"/api/{Town.District}/{address}", Ct);

        new DescribedJson(document).Faults(
            JsonSerializer.Deserialize<JsonElement>(answer), AnswerOf(document, address.Split('?')[0].Split('/')))
            .Should().BeEmpty("{0}", answer);
    }

    [Fact]
    public async Task A_refusal_is_what_the_description_promises()
    {
        var document = await DocumentAsync();
        var refused = await shared.Town.PostAsync("chen", "claims/kein/withdraw", new Dictionary<string, string>
        {
            ["reason"] = "误报",
        });

        refused.Status.Should().Be(404);
        new DescribedJson(document).Faults(refused.Body, document.GetProperty("components").GetProperty("schemas")
            .GetProperty("Refusal")).Should().OnlyContain(fault => fault.EndsWith("nobody promised it"));
    }

    [Fact]
    public async Task Anybody_may_read_it_as_a_page_or_as_a_document()
    {
        using var client = shared.Town.Client();
        var page = await client.GetStringAsync("/api", Ct);

        page.Should().Contain("申报一件事项。").And.Contain("POST /api/{district}/claims").And.Contain("occurredOn");
        (await client.GetStringAsync("/api/openapi.json", Ct)).Should().StartWith("{").And.Contain("\"3.1.");
    }

    private async Task<JsonElement> DocumentAsync() =>
        JsonSerializer.Deserialize<JsonElement>(await shared.Town.Get<InterfaceBook>().JsonAsync());

    private static IEnumerable<JsonElement> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Select(one => one.Value);

    private static JsonElement Field(JsonElement document, string schema, string field) =>
        document.GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties")
            .GetProperty(field);

    // Parts in braces stand for anything.
    private static JsonElement AnswerOf(JsonElement document, string[] parts) =>
        document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Value.TryGetProperty("get", out _))
            .Select(path => (Parts: path.Name.Split('/').Skip(3).ToList(), path.Value))
            .Where(path => path.Parts.Count == parts.Length
                && path.Parts.Zip(parts).All(pair => pair.First[0] == '{' || pair.First == pair.Second))
            .MinBy(path => path.Parts.Count(part => part[0] == '{'))
            .Value.GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content")
            .GetProperty("application/json").GetProperty("schema");
}
