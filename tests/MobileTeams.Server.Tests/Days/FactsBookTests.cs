using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Tests.Days;

/// <summary>A day's facts are of the day's own patients and doors, however many the centre has, and grow with what comes into the day.</summary>
public sealed class FactsBookTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private const int Imported = 3_000;

    [Fact]
    public async Task Three_thousand_patients_more_make_a_day_no_larger()
    {
        Assert.True(await world.Parts.Get<DayHandler>().Make(World.Tierp.Id, World.Today, CancellationToken.None));
        var book = world.Parts.Get<FactsBook>();
        var day = (await world.Parts.Get<DayStore>().Find(World.Tierp.Id, World.Today, CancellationToken.None))!;
        var before = await book.Get(day, CancellationToken.None);
        Assert.Same(before, await book.Get(day, CancellationToken.None));
        await world.Parts.Database.InTransaction(
            async connection =>
            {
                for (var number = 0; number < Imported; number++)
                    await PatientStore.Save(connection, World.North.Id, World.Patients[0] with { Id = Id(number), Identifier = World.Identifier(number % 500, year: 50 + (number / 500)), Place = TownMap.Place("abcdefghijkl"[number % 12]) });
                await CentreStore.Touch(connection, World.Tierp.Id);
                return true;
            },
            CancellationToken.None);

        // Seven patients at Tierp have a visit each; their homes and the centre (at f) are eight different doors.
        var after = await book.Get(day, CancellationToken.None);
        Assert.NotSame(before, after);
        Assert.Equal(World.Patients.Where(patient => patient.Centre == World.Tierp.Id).Select(patient => patient.Id.Value).Order(), after.Patients.Keys.Select(patient => patient.Value).Order());
        Assert.Equal(8, after.Travel.Places.Count);
        Assert.True(book.Covers(after, day));

        // A visit to one of the new ones brings that one and no other.
        var coming = day.Visits.Values.First().Visit with { Id = new VisitId(World.Id("new visit")), Patient = Id(8), Series = null };
        var grown = await book.Get(day, [coming], CancellationToken.None);
        Assert.Equal(8, grown.Patients.Count);
        Assert.Contains(Id(8), grown.Patients.Keys);
        Assert.Equal(after.People.Count, grown.People.Count);
    }

    private static PatientId Id(int number) => new(World.Id($"imported {number}"));
}
