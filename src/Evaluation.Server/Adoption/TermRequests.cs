using System.CommandLine;
using Evaluation.Office.Weeks;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Adoption;

/// <summary>Requests and commands about a week or a period that an address or option names.</summary>
internal static class TermRequests
{
    /// <summary>Answers about the week or period, or why the address names none.</summary>
    public static async Task<IResult> WithTermAsync(
        this RequestContext request, Terms terms, string id, Func<Term, Task<IResult>> answer, CancellationToken ct)
    {
        await using var session = request.Session();
        return (await terms.OfAsync(session, id, ct)).TryGet(out var term, out var refusal)
            ? await answer(term)
            : Answers.Problem(refusal);
    }

    /// <summary>Sends a command about the week or period, and answers.</summary>
    public static Task<IResult> AnswerOnTermAsync(
        this RequestContext request, Terms terms, string id, Func<Term, object> command, CancellationToken ct) =>
        request.WithTermAsync(terms, id, term => request.AnswerAsync(command(term), ct), ct);

    /// <summary>Reads the name of a week or period.</summary>
    public static async Task<Result<Term>> TermAsync(
        this CliSession session, string district, string name, CancellationToken ct)
    {
        await using var query = session.Session(district);
        return await session.Get<Terms>().OfAsync(query, name, ct);
    }

    /// <summary>Makes a command about the week or period that an option names.</summary>
    public static async Task<Result<object>> OnTermAsync(
        this ChangeCommand change, Option<string> option, Func<Term, Result<object>> make, CancellationToken ct) =>
        (await change.Session.TermAsync(change.District, change.Parsed.GetValue(option)!, ct)).Then(make);
}
