using System.CommandLine;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Kit;

/// <summary>
/// One part of the office's work with everything that belongs to it: states, services, routes, pages and verbs. The
/// host only lists slices; a slice adds what it owns.
/// </summary>
public abstract class Slice
{
    /// <summary>Adds states and projections to the store.</summary>
    public virtual void AddTo(StoreParts store)
    {
    }

    /// <summary>Adds the services that its handlers, pages and verbs work with.</summary>
    public virtual void AddTo(IServiceCollection services)
    {
    }

    /// <summary>Takes note of the services, once they exist and before anything runs.</summary>
    public virtual void Start(IServiceProvider services)
    {
    }

    /// <summary>Maps its routes.</summary>
    public virtual void Map(Routes routes)
    {
    }

    /// <summary>Its verbs of the command line; verbs of one name from several slices become one.</summary>
    public virtual IEnumerable<Command> Verbs(Shell shell) => [];

    /// <summary>Steps of a verb that another slice describes.</summary>
    protected static Command Steps(string verb, params IEnumerable<Command> steps) => new FurtherSteps(verb, steps);
}

/// <summary>
/// Steps that are to be added to a verb of another slice. They are not added here: a step looks for help with the first
/// verb that it was added to.
/// </summary>
/// <param name="verb">The name of the verb.</param>
internal sealed class FurtherSteps(string verb, IEnumerable<Command> steps) : Command(verb)
{
    /// <summary>The steps.</summary>
    public IEnumerable<Command> Steps => steps;
}

/// <summary>Where slices map their routes.</summary>
/// <param name="App">Addresses outside of any district.</param>
/// <param name="Api">The interface of a district, below `/api/{district}`.</param>
/// <param name="Pages">The pages of a district, below `/{district}`.</param>
/// <param name="Development">Whether this is a developer's machine, where people sign in without a password.</param>
public sealed record Routes(
    IEndpointRouteBuilder App, IEndpointRouteBuilder Api, IEndpointRouteBuilder Pages, bool Development);
