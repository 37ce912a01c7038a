using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.Tests;

public sealed class PlayedDayTests
{
    private readonly PlannedDay planned;
    private readonly DateTimeOffset ten;

    public PlayedDayTests(Norduppland norduppland)
    {
        var centre = norduppland.World.Centres[2];
        planned = PlannedDay.Of(norduppland, centre, Norduppland.Today, iterations: 300);
        ten = planned.Facts.Time.Instant(Norduppland.Today, new TimeOnly(10, 0));
    }

    [Fact]
    public void At_ten_the_morning_is_done_somebody_is_on_the_way_and_the_evening_waits()
    {
        var day = Played(ten, out var refused);

        Assert.Empty(refused);
        var assigned = day.Visits.Values.Where(visit => visit.Assignments.Length > 0).ToList();
        Assert.True(assigned.Count(visit => visit.Status == VisitStatus.Completed) > 15);
        Assert.Contains(assigned, visit => visit.Status is VisitStatus.EnRoute or VisitStatus.Arrived);
        Assert.All(assigned.Where(visit => visit.Visit.Allowed.Earliest > ten.AddHours(1)), visit => Assert.Equal(VisitStatus.Published, visit.Status));
        // Who should have been done for two hours is done, or was not at home, or said no.
        Assert.All(assigned.Where(visit => visit.Assignments[0].End < ten.AddHours(-2)), visit => Assert.True(visit.Status.IsOver() || visit.Status == VisitStatus.NoAnswer));
    }

    [Fact]
    public void The_whole_day_is_played_through_without_a_refusal()
    {
        var day = Played(planned.Day.End.AddHours(6), out var refused);

        Assert.Empty(refused);
        var assigned = day.Visits.Values.Where(visit => visit.Assignments.Length > 0).ToList();
        Assert.All(assigned, visit => Assert.True(visit.Status.IsOver() || visit.Status == VisitStatus.NoAnswer, $"{visit.Status}"));
        Assert.True(assigned.Count(visit => visit.Status == VisitStatus.Completed) > 0.9 * assigned.Count);
    }

    [Fact]
    public void Events_come_in_the_order_of_time_and_none_from_the_future()
    {
        var events = Until(ten);

        Assert.All(events, happened => Assert.True(happened.Origin.ReceivedAt <= ten));
        for (var i = 1; i < events.Count; i++) Assert.True(events[i].Origin.At >= events[i - 1].Origin.At);
        Assert.Equal(events.Count, events.Select(happened => happened.Origin.Id).Distinct().Count());
        Assert.All(events, happened => Assert.Equal(planned.Facts.People.Values.Single(person => person.Name == happened.Origin.By).Centre, planned.Facts.Centre.Id));
    }

    [Fact]
    public void What_was_played_until_nine_is_the_beginning_of_what_was_played_until_ten()
    {
        var (nine, tenOClock) = (Until(ten.AddHours(-1)), Until(ten));

        Assert.True(nine.Count > 10);
        Assert.Equal(nine, tenOClock.Take(nine.Count));
    }

    [Fact]
    public void A_day_that_has_been_played_is_played_on_from_where_it_is()
    {
        var day = Played(ten, out _);

        var onwards = PlayedDay.Until(ten.AddHours(2), day, planned.Facts.People, seed: 1);

        var told = Until(ten).Select(happened => happened.Origin.Id).ToHashSet();
        Assert.True(onwards.Count > 20);
        Assert.DoesNotContain(onwards, happened => told.Contains(happened.Origin.Id));
        foreach (var happened in onwards)
        {
            var change = day.Apply(happened, planned.Facts);
            Assert.IsNotType<DayChange.Refused>(change);
            day = change is DayChange.Accepted accepted ? accepted.Day : Assert.IsType<DayChange.Noted>(change).Day;
        }

        Assert.All(day.Visits.Values.Where(visit => visit.ArrivedAt is not null && visit.EndedAt is not null), visit => Assert.True(visit.EndedAt > visit.ArrivedAt));
    }

    private IReadOnlyList<DayEvent> Until(DateTimeOffset now) => PlayedDay.Until(now, planned.Day, planned.Facts.People, seed: 1);

    private Day Played(DateTimeOffset now, out List<DayChange.Refused> refused)
    {
        var day = planned.Day;
        refused = [];
        foreach (var happened in Until(now))
        {
            switch (day.Apply(happened, planned.Facts))
            {
                case DayChange.Accepted accepted:
                    day = accepted.Day;
                    break;
                case DayChange.Noted noted:
                    day = noted.Day;
                    break;
                case DayChange.Refused no:
                    refused.Add(no);
                    break;
            }
        }

        return day;
    }
}
