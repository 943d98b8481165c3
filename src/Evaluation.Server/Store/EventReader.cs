namespace Evaluation.Server.Store;
/// <summary>Stub.</summary>
public sealed class EventReader;
