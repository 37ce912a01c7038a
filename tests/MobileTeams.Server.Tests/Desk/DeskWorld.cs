using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Desk;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>Tierp's day of <see cref="World"/> in memory, with everything the day needs to decide, and words in Swedish. Nothing is saved.</summary>
internal sealed class DeskWorld
{
    private static readonly EventOrigin NoOrigin = new(default, default, default, "test", null);

    private DeskWorld(Day day, DayFacts facts) => (Day, Facts) = (day, facts);

    public Day Day { get; private set; }

    public DayFacts Facts { get; }

    public static async Task<DeskWorld> Open(WorldDatabase world)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv");
        await world.Parts.Get<DayHandler>().Make(World.Tierp.Id, World.Today, CancellationToken.None);
        var day = (await world.Parts.Get<DayBook>().Find(World.Tierp.Id, World.Today, CancellationToken.None))!;
        return new DeskWorld(day, await world.Parts.Get<FactsBook>().Get(day, CancellationToken.None));
    }

    public static VisitId Visit(int patient) => World.Series[patient].VisitIdOn(World.Today);

    public static EventOrigin Origin(int hour = 8, int minute = 0) => NoOrigin with { Id = new DayEventId(Guid.CreateVersion7()), At = World.At(World.Today, hour, minute), ReceivedAt = World.At(World.Today, hour, minute) };

    /// <summary>Given names, and for the protected what a viewer without the right sees.</summary>
    public static string LabelOf(DayVisit visit) => visit.Visit.Patient is { } id && World.Patients.Single(patient => patient.Id == id) is { IsProtected: false } patient ? patient.GivenName : "Skyddade personuppgifter";

    /// <summary>The day after an event, which it must accept.</summary>
    public Day After(DayEvent happened) => Day = Assert.IsType<DayChange.Accepted>(Day.Apply(happened, Facts)).Day;

    /// <summary>The day after an event, if it takes it.</summary>
    public bool Try(DayEvent happened)
    {
        switch (Day.Apply(happened, Facts))
        {
            case DayChange.Accepted accepted:
                Day = accepted.Day;
                return true;
            case DayChange.Noted noted:
                Day = noted.Day;
                return true;
            default:
                return false;
        }
    }

    public BoardDrawing Drawing(DateTimeOffset now) => new(Day, Facts.Time, now, LabelOf, Facts.People.GetValueOrDefault, _ => null);

    /// <summary>Something that a desk or a tablet may say of the day, possible or not.</summary>
    public DayEvent Random(Random random)
    {
        var visit = Day.Visits.Keys.OrderBy(id => id.Value).ElementAt(random.Next(Day.Visits.Count));
        var team = Day.Teams.Keys.OrderBy(id => id.Value).ElementAt(random.Next(Day.Teams.Count));
        var origin = Origin(random.Next(7, 16), random.Next(60));
        return random.Next(16) switch
        {
            < 8 => Deed(random),
            8 => new DayEvent.VisitDispatched(origin, visit, team),
            9 or 10 or 11 => new DayEvent.VisitEnRoute(origin, visit),
            12 => new DayEvent.VisitArrived(origin, visit),
            13 => new DayEvent.VisitCompleted(origin, visit),
            14 => new DayEvent.VisitNoAnswer(origin, visit),
            _ when random.Next(4) == 0 => new DayEvent.VisitCancelled(origin, visit, "Inlagd"),
            _ => new DayEvent.NoteAdded(origin, visit, "text"),
        };
    }

    /// <summary>Something a dispatcher may do by hand and take back.</summary>
    public DayEvent Deed(Random random)
    {
        var visits = Day.Visits.Values.OrderBy(visit => visit.Visit.Id.Value).ToList();
        var (visit, other) = (visits[random.Next(visits.Count)], visits[random.Next(visits.Count)]);
        var team = Day.Teams.Keys.OrderBy(id => id.Value).ElementAt(random.Next(Day.Teams.Count));
        var id = visit.Visit.Id;
        return random.Next(6) switch
        {
            0 => new DayEvent.VisitUnassigned(Origin(), id),
            1 => new DayEvent.VisitResized(Origin(), id, TimeSpan.FromMinutes(random.Next(1, 12) * 5)),
            2 when !visit.Assignments.IsEmpty && !other.Assignments.IsEmpty => Move.Swap(Day, Origin(), id, other.Visit.Id),
            3 when !visit.Assignments.IsEmpty => Move.Pin(Day, Origin(), id, random.Next(2) == 0),
            _ => new Move(id, visit.Assignments.IsEmpty ? null : visit.Assignments[0].Team, team, random.Next(Day.Teams[team].Route.Length + 1)).Deed(Day, Origin()),
        };
    }
}
