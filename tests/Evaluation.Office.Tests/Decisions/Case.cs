using Evaluation.Office.Decisions;
using FluentAssertions;

namespace Evaluation.Office.Tests.Decisions;

/// <summary>
/// Given events, when a command, then events or a refusal. An accepted command is put again and must then add nothing.
/// </summary>
internal sealed class Case<TState>(Func<TState?, object, TState> evolve)
    where TState : class
{
    private TState? state;

    public Case<TState> Given(params IEnumerable<object> events)
    {
        state = events.Aggregate(state, evolve);
        return this;
    }

    public Outcome When(Func<TState?, Decision> command) => new(command(state), () => command, this);

    internal sealed class Outcome(Decision decision, Func<Func<TState?, Decision>> command, Case<TState> given)
    {
        public void Then(params IEnumerable<object> expected)
        {
            decision.Refusal.Should().BeNull();
            decision.Events.Select(TestOffice.Write).Should().Equal(expected.Select(TestOffice.Write));
            given.Given(decision.Events);
            command()(given.state).Events.Should().BeEmpty("the same command again adds nothing");
        }

        public void Refused(string code)
        {
            decision.Events.Should().BeEmpty();
            decision.Refusal.Should().NotBeNull();
            decision.Refusal!.Code.Should().Be(code);
            decision.Refusal.What.Should().NotBeEmpty();
            decision.Refusal.Where.Should().NotBeEmpty();
            decision.Refusal.Remedy.Should().NotBeEmpty();
        }
    }
}
