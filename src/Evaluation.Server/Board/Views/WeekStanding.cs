namespace Evaluation.Server.Board.Views;

/// <summary>How far the publication of a week is.</summary>
public enum WeekStanding
{
    /// <summary>进行中: facts are still taken.</summary>
    Open,

    /// <summary>已截止: its bulletin is being prepared.</summary>
    Closed,

    /// <summary>已签发: its bulletin is published.</summary>
    Sealed,
}
