namespace Evaluation.Server.Board.Past;

/// <summary>How a row of the board differs from the events.</summary>
internal enum RowFault
{
    /// <summary>It says something else.</summary>
    Changed,

    /// <summary>The events give it, and it is not there.</summary>
    Missing,

    /// <summary>It is there, and no event gives it.</summary>
    Surplus,
}

/// <summary>A row of the board that differs from the events.</summary>
/// <param name="Table">The table in print.</param>
/// <param name="Row">Which row.</param>
/// <param name="Fault">How it differs.</param>
internal sealed record BoardDifference(string Table, string Row, RowFault Fault)
{
    /// <summary>The difference without the table.</summary>
    public string What => Fault switch
    {
        RowFault.Changed => "与事件重算不一致",
        RowFault.Missing => "缺失，事件重算中有",
        _ => "在事件重算中不存在",
    };

    /// <summary>The difference as a sentence.</summary>
    public override string ToString() => $"{Table}中{Row}{What}。";
}
