namespace Evaluation.Server.Kit.Access;

/// <summary>Declares which command an endpoint gives; who may use it follows from the command.</summary>
/// <param name="Command">The type of the command.</param>
public sealed record GivesCommand(Type Command);
