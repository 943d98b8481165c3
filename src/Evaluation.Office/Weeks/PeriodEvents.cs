using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Rules;

namespace Evaluation.Office.Weeks;

// These shapes are stored: never change one, add a new version beside it. Each holds the step that a week takes, whose
// week is the one in which the period ends.

/// <summary>What was done about a period's bulletin, step by step as about a week's. Stream `period/{name}`.</summary>
public abstract record PeriodStep(NamedPeriod Period)
{
    /// <summary>The same step of a week; no property, which would be stored.</summary>
    public abstract object OfWeek();

    /// <summary>A week's step as one of a period.</summary>
    /// <exception cref="InvalidOperationException">Periods do not take that step.</exception>
    public static PeriodStep Of(NamedPeriod period, object step) => step switch
    {
        WeekConfirmed one => new PeriodConfirmed(period, one),
        WeekWaived one => new PeriodWaived(period, one),
        BulletinSealed one => new PeriodSealed(period, one),
        ReissueProposed one => new PeriodReissueProposed(period, one),
        ReissueDropped one => new PeriodReissueDropped(period, one),
        BulletinReissued one => new PeriodReissued(period, one),
        _ => throw new InvalidOperationException($"{step.GetType().Name} is no step of a period."),
    };
}

/// <summary>The draft of a period's bulletin was confirmed.</summary>
[StoredAs("period.confirmed.v1")]
public sealed record PeriodConfirmed(NamedPeriod Period, WeekConfirmed Confirmed) : PeriodStep(Period)
{
    /// <inheritdoc/>
    public override object OfWeek() => Confirmed;
}

/// <summary>Findings against a period's bulletin were waived.</summary>
[StoredAs("period.waived.v1")]
public sealed record PeriodWaived(NamedPeriod Period, WeekWaived Waived) : PeriodStep(Period)
{
    /// <inheritdoc/>
    public override object OfWeek() => Waived;
}

/// <summary>A period's bulletin was sealed: its bytes never change again.</summary>
[StoredAs("period.sealed.v1")]
public sealed record PeriodSealed(NamedPeriod Period, BulletinSealed Sealed) : PeriodStep(Period)
{
    /// <inheritdoc/>
    public override object OfWeek() => Sealed;
}

/// <summary>A new issue of a period's bulletin was proposed.</summary>
[StoredAs("period.reissue.proposed.v1")]
public sealed record PeriodReissueProposed(NamedPeriod Period, ReissueProposed Proposed) : PeriodStep(Period)
{
    /// <inheritdoc/>
    public override object OfWeek() => Proposed;
}

/// <summary>The proposer took the proposal back.</summary>
[StoredAs("period.reissue.dropped.v1")]
public sealed record PeriodReissueDropped(NamedPeriod Period, ReissueDropped Dropped) : PeriodStep(Period)
{
    /// <inheritdoc/>
    public override object OfWeek() => Dropped;
}

/// <summary>A period's bulletin was issued again: this issue replaces the one before, whose bytes stay.</summary>
[StoredAs("period.reissued.v1")]
public sealed record PeriodReissued(NamedPeriod Period, BulletinReissued Reissued) : PeriodStep(Period)
{
    /// <inheritdoc/>
    public override object OfWeek() => Reissued;
}
