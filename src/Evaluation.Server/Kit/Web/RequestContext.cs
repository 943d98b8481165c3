using System.Diagnostics;
using System.Globalization;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;
using Wolverine;

namespace Evaluation.Server.Kit.Web;

/// <summary>What every endpoint needs of its request: who asks, in which district, and how to ask the bus.</summary>
/// <param name="bus">Where commands go.</param>
/// <param name="districts">Known districts.</param>
/// <param name="databases">The databases of the districts.</param>
/// <param name="catchUp">Waits for what people see.</param>
/// <param name="clock">The time of receipt.</param>
/// <param name="logger">Takes a line for each command.</param>
public sealed partial class RequestContext(
    IHttpContextAccessor http, IMessageBus bus, Districts districts, Databases databases, CatchUp catchUp,
    TimeProvider clock, ILogger<RequestContext> logger)
{
    /// <summary>The person who asks.</summary>
    /// <exception cref="InvalidOperationException">
    /// The endpoint was left open to strangers although it needs a person.
    /// </exception>
    public Actor Actor =>
        Actor.Of(Request.HttpContext.User)
            ?? throw new InvalidOperationException("The endpoint needs a signed-in person.");

    /// <summary>Whether the person has a role that may give a command.</summary>
    /// <typeparam name="TCommand">The command, which declares it.</typeparam>
    public bool May<TCommand>() => Actor.Is(ForAttribute.Of(typeof(TCommand)));

    /// <summary>The district in the address.</summary>
    public string District => (string)Request.RouteValues["district"]!;

    /// <summary>Signs what the request causes, in the district's time.</summary>
    public Signature Sign() => Sign(districts.TimeIn(District, clock.GetUtcNow()).Offset);

    /// <summary>Signs what the request causes, in the time of a district that need not exist yet.</summary>
    public Signature Sign(TimeSpan offset) => new(
        Actor.Account, Actor.Unit, clock.GetUtcNow().ToOffset(offset), Correlation, RequestId)
    {
        Person = Actor.Called,
        Behind = Actor.Behind,
    };

    /// <summary>Whether the form that was sent may only be shown again, with nothing done.</summary>
    public bool OnlyStays => KeptForms.OnlyStays(Request.HttpContext);

    /// <summary>The version in the header If-Match; null when the asker does not care.</summary>
    public long? Version => VersionIn(Request.Headers.IfMatch.ToString());

    /// <summary>The version in the text of a header; null when it is none.</summary>
    internal static long? VersionIn(string text) =>
        long.TryParse(text.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;

    /// <summary>A session of the district.</summary>
    public IQuerySession Session() => databases.Session(District);

    /// <summary>Sends a command.</summary>
    public Task<Outcome> AskAsync(object command, CancellationToken ct) => AskAsync(District, command, ct);

    /// <summary>Sends a command to a district that need not be the one in the address.</summary>
    public async Task<Outcome> AskAsync(string district, object command, CancellationToken ct)
    {
        var (began, said) = (Stopwatch.GetTimestamp(), "failed");
        try
        {
            var outcome = await bus.AskAsync(district, command, ct);
            if (outcome.IsAccepted)
            {
                Faults.NoteStored(Request.HttpContext);
            }

            said = outcome.Refusal?.Code ?? "accepted";
            return outcome;
        }
        catch (Exception e) when (DatabaseTrouble.RefusalOf(e) is { } trouble)
        {
            said = trouble.Code;
            throw;
        }
        finally
        {
            Report(
                command.GetType().Name, Actor.Account, district, said,
                (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds, Correlation);
        }
    }

    /// <summary>Sends a command and answers.</summary>
    public async Task<IResult> AnswerAsync(object command, CancellationToken ct) =>
        Answers.Of(await AskAsync(command, ct));

    /// <summary>
    /// Sends a command from a page: shows the refusal, or goes on to an address, after waiting up to a second for the
    /// board to catch up, so that the next page shows the change.
    /// </summary>
    public async Task<IResult> GoOnAsync(
        object command, string to, Func<Refusal, Task<IResult>> refused, CancellationToken ct)
    {
        var outcome = await AskAsync(command, ct);
        return outcome.Refusal is { } refusal ? await refused(refusal) : await GoOnAsync(outcome, to, ct);
    }

    /// <summary>Goes on to an address after a command was accepted, once the next page shows the change.</summary>
    public async Task<IResult> GoOnAsync(Outcome outcome, string to, CancellationToken ct)
    {
        await catchUp.BrieflyAsync(District, outcome.Position, ct);
        return Results.LocalRedirect(to);
    }

    /// <summary>Reads the name of a week.</summary>
    public async Task<Result<Week>> WeekAsync(string id, CancellationToken ct)
    {
        await using var session = Session();
        return await Named.WeekAsync(session, id, ct);
    }

    /// <summary>Answers about the week that an address names, or why it names none.</summary>
    public async Task<IResult> WithWeekAsync(string id, Func<Week, Task<IResult>> answer, CancellationToken ct) =>
        (await WeekAsync(id, ct)).TryGet(out var week, out var refusal)
            ? await answer(week)
            : Answers.Problem(refusal);

    /// <summary>Sends a command about the week that an address names, and answers.</summary>
    public Task<IResult> AnswerOnWeekAsync(string id, Func<Week, object> command, CancellationToken ct) =>
        WithWeekAsync(id, week => AnswerAsync(command(week), ct), ct);

    private HttpRequest Request => http.HttpContext!.Request;

    private string RequestId => Activity.Current?.Id ?? Request.HttpContext.TraceIdentifier;

    private string Correlation =>
        Request.Headers["X-Correlation-Id"].FirstOrDefault() is { Length: > 0 and <= 100 } given ? given : RequestId;

    // The parts of a line stand in the log under these names; a refusal's text is left out, since it quotes.
    [LoggerMessage(
        LogLevel.Information,
        "{command} by {account} in {district}: {outcome} after {milliseconds} ms, correlation {correlation}.")]
    private partial void Report(
        string command, string account, string district, string outcome, long milliseconds, string correlation);
}
