namespace Evaluation.Server.Kit.Access;

/// <summary>Says of an endpoint which command it gives; who may use it follows from the command.</summary>
/// <param name="Command">The type of the command.</param>
public sealed record GivesCommand(Type Command);
