using System.Text.Json;
using Evaluation.Faults.History;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;

namespace Evaluation.Faults.Load;

/// <summary>Brings a district's weeks to sealed bulletins in their order, by the persons whose task it is.</summary>
/// <param name="people">Its people.</param>
/// <param name="caller">Sends.</param>
internal sealed class Clerk(string district, People people, Caller caller) : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);
    private const int Looks = 15;

    private Week week = new(new DateOnly(2023, 1, 2));

    /// <summary>Tries to seal the next week.</summary>
    public async Task SealAsync(CancellationToken ct)
    {
        await AskAsync(Roles.Closer, "close", null, $"close {week.Id}", ct);
        if (await GateAsync(ct) is not { } gate)
        {
            return;
        }

        foreach (var check in gate.GetProperty("checks").EnumerateArray().Where(MayBeWaived))
        {
            var body = new
            {
                check = check.GetProperty("code").GetString(),
                findings = check.GetProperty("findings").EnumerateArray().Select(one => one.GetString()).ToList(),
                reason = "不影响本周",
            };
            await AskAsync(Roles.Committee, "waive", body, null, ct);
        }

        if (await DigestAsync(ct) is not { } seen)
        {
            return;
        }

        await AskAsync(Roles.Verifier, "confirm", new { digest = seen }, null, ct);
        var confirmed = new { digest = await DigestAsync(ct) ?? seen };
        var sealing = await AskAsync(Roles.Sealer, "seal", confirmed, $"seal {week.Id}", ct);
        if (sealing is { Answer: Answer.Accepted } or { Code: "already-sealed" })
        {
            week = week.Next;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => caller.Dispose();

    private static bool MayBeWaived(JsonElement check) =>
        !check.GetProperty("met").GetBoolean() && check.GetProperty("mayBeWaived").GetBoolean();

    private Task<Asked?> AskAsync(string role, string step, object? body, string? subject, CancellationToken ct) =>
        caller.AskAsync(
            district, new Command(people.Of(role)[0], $"weeks/{week.Id}/{step}", body, subject), ct);

    private async Task<JsonElement?> GateAsync(CancellationToken ct)
    {
        var gate = await caller.SeeAsync(district, people.Of(Roles.Closer)[0], $"weeks/{week.Id}/gate", ct);
        return gate.ValueKind == JsonValueKind.Object ? gate : null;
    }

    // Once the board has caught up; while it has not, the draft may still change. Empty when there is no draft.
    private async Task<string?> DigestAsync(CancellationToken ct)
    {
        for (var look = 0; look < Looks; look++)
        {
            if (await GateAsync(ct) is { } gate && gate.GetProperty("checks").EnumerateArray().All(check =>
                check.GetProperty("code").GetString() != "caught-up" || check.GetProperty("met").GetBoolean()))
            {
                return gate.GetProperty("digest").GetString() ?? "";
            }

            await Task.Delay(LookAgain, ct);
        }

        return null;
    }
}
