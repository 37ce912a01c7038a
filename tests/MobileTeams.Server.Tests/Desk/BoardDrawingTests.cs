using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Desk;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>What the board shows equals the day's state, whatever has happened.</summary>
public sealed class TheBoardShowsTheDayTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task After_any_sequence_of_events(int seed)
    {
        var desk = await DeskWorld.Open(world);
        var random = new Random(seed);
        var seen = new HashSet<string>();
        for (var step = 0; step < 300; step++)
        {
            if (!desk.Try(desk.Random(random))) continue;
            var now = World.At(World.Today, random.Next(6, 20), random.Next(60));
            var drawing = desk.Drawing(now);
            foreach (var grouping in Enum.GetValues<Grouping>())
            {
                var lanes = drawing.Groups(grouping).SelectMany(group => group.Lanes).ToList();
                Assert.Equal(desk.Day.Teams.Keys.OrderBy(id => id.Value), lanes.Select(lane => lane.Team).OrderBy(id => id.Value));
                Assert.Equal(drawing.Order(grouping).Select(team => team.Shift.Id), lanes.Select(lane => lane.Team));
                foreach (var lane in lanes) AssertShows(desk.Day, lane, drawing, seen);
            }

            // Drawn again it is the same, so that nothing moves on the screen that did not move in the day.
            Assert.Equal(drawing.Groups(Grouping.None)[0].Lanes, desk.Drawing(now).Groups(Grouping.None)[0].Lanes);
        }

        Assert.Superset(new HashSet<string> { "planned", "sent", "rolling", "there", "done" }, seen);
    }

    [Theory]
    [InlineData("2026-10-24", 25, "02 02 ")] // the hour from two to three came twice
    [InlineData("2027-03-27", 23, "01 03 ")] // … and did not come
    [InlineData("2026-11-23", 24, "01 02 03 ")]
    public void Hours_are_those_of_the_clock_on_the_wall(string date, int hours, string run)
    {
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("sv");
        var day = Day.Begin(World.Tierp.Id, DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), World.Time);
        var marks = new BoardDrawing(day, World.Time, day.Start, _ => "", _ => null, _ => null).Hours().ToList();
        Assert.Equal(hours, marks.Count);
        Assert.Contains(run, string.Concat(marks.Select(mark => mark.Label + " ")), StringComparison.Ordinal);
        Assert.Equal("06", marks[0].Label);

        // Midnight says which day begins.
        Assert.Matches("^[a-zåäö]+ [0-9]+/[0-9]+$", Assert.Single(marks, mark => mark.IsMidnight).Label);
    }

    [Fact]
    public async Task Who_came_late_from_the_duty_before_is_seen_to_rest()
    {
        var desk = await DeskWorld.Open(world);
        var until = World.At(World.Today, 9);
        var lane = new BoardDrawing(desk.Day, desk.Facts.Time, until, DeskWorld.LabelOf, desk.Facts.People.GetValueOrDefault, team => team.Shift.Name == "N1" ? until : null)
            .Groups(Grouping.None)[0].Lanes.Single(one => one.Name == "N1");

        // From 06 to 09 of 24 hours.
        Assert.Equal(new Stretch("0%", "12.5%", "Vila till 09:00"), lane.Rest);
    }

    private static void AssertShows(Day day, LaneDrawing lane, BoardDrawing drawing, HashSet<string> seen)
    {
        var team = day.Teams[lane.Team];
        Assert.Equal(team.Route, lane.Blocks.Select(block => block.Visit));
        foreach (var block in lane.Blocks)
        {
            var visit = day.Visits[block.Visit];
            var assignment = visit.Assignments.Single(one => one.Team == lane.Team);
            Assert.Equal((drawing.At(assignment.Start), drawing.Width(assignment.End - assignment.Start)), (block.Place.Left, block.Place.Width));
            var classes = block.Classes.Split(' ');
            seen.Add(classes[0]);
            Assert.Equal(visit.StatusOf(lane.Team) switch
            {
                VisitStatus.Completed => "done",
                VisitStatus.Arrived or VisitStatus.InProgress => "there",
                VisitStatus.EnRoute => "rolling",
                VisitStatus.Dispatched or VisitStatus.Acknowledged => "sent",
                VisitStatus.Requested or VisitStatus.Planned or VisitStatus.Published => "planned",
                _ => "off-list",
            }, classes[0]);
            Assert.Equal(visit.IsPinned, classes.Contains("pinned"));
            Assert.Equal(visit.Promised is { } promised && visit.ArrivedAt is null && assignment.Start > promised.Latest, classes.Contains("late"));
            Assert.Equal(BoardDrawing.IsMovable(visit), block.IsMovable);
            Assert.Contains(DeskWorld.LabelOf(visit), block.Label, StringComparison.Ordinal);

            // Never by colour alone: what is under way or over has a letter, and everything is said.
            Assert.Equal(classes[0] == "planned", block.Letter.Length == 0);
            Assert.Contains(Words.Of(visit.StatusOf(lane.Team)), block.Spoken, StringComparison.Ordinal);
        }
    }
}
