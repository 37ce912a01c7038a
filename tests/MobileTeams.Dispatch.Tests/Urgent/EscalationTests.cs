using MobileTeams.Dispatch.Urgent;

namespace MobileTeams.Dispatch.Tests.Urgent;

public sealed class EscalationTests
{
    private static readonly DateTimeOffset Sent = new(2026, 11, 24, 7, 40, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "")]
    [InlineData(29, "")]
    [InlineData(30, "Repeated")]
    [InlineData(59, "Repeated")]
    [InlineData(60, "Repeated CallTask")]
    [InlineData(90, "Repeated CallTask NextOffered")]
    [InlineData(119, "Repeated CallTask NextOffered")]
    [InlineData(120, "Repeated CallTask NextOffered AnotherDesk")]
    [InlineData(7_200, "Repeated CallTask NextOffered AnotherDesk")]
    public void Each_step_is_due_from_its_second_on(int seconds, string expected) =>
        Assert.Equal(expected, string.Join(' ', Escalation.Due(Sent, Sent.AddSeconds(seconds), hasReaction: false)));

    [Fact]
    public void When_somebody_has_reacted_no_other_desk_is_told() =>
        Assert.Equal([EscalationStep.Repeated, EscalationStep.CallTask, EscalationStep.NextOffered], Escalation.Due(Sent, Sent.AddHours(1), hasReaction: true));
}
