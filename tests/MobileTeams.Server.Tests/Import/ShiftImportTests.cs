using System.Text;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.People;
using MobileTeams.Server.Days;
using MobileTeams.Server.Import;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Tests.Import;

/// <summary>Shifts from a file leave everybody rest, together with the shifts that are there; nobody and no car is in two places.</summary>
public sealed class ImportedShiftsLeaveRestTests(WorldDatabase world) : IClassFixture<WorldDatabase>, IAsyncLifetime
{
    private const string Headings = "Datum;Team;Start;Slut;Personal;Tjänst;Fordon;Rast\n";

    public async ValueTask InitializeAsync() => Assert.Empty((await Handle(ImportKind.Staff, "Anställningsnummer;Namn;Yrke\n1;Ett;usk\n2;Två;usk\n3;Tre;usk\n4;Fyra;usk\n5;Fem;usk\n6;Sex;usk\n", save: true)).Errors);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Shifts_are_made_found_again_and_changed()
    {
        var file = """
            Datum;Team;Start;Slut;Personal;Tjänst;Fordon;Rast;Rast tidigast;Rast senast
            2026-11-30;Dag 1;07:00;16.00;1, 2;arbete;Bil 4;30;11;12
            30/11 2026;Natt;2130;0700;3;jour;Bil 4;30;;
            """;
        var made = await Handle(ImportKind.Shifts, file, save: true);
        Assert.Empty(made.Errors);
        Assert.Equal((true, 2), (made.Saved, made.New));
        Assert.Contains("Bil 4", Assert.Single(made.Notices).Message, StringComparison.Ordinal);

        var date = new DateOnly(2026, 11, 30);
        var shifts = (await world.Parts.Get<CentreStore>().ListShifts(World.Tierp.Id, date, CancellationToken.None)).ToDictionary(shift => shift.Name);
        var (day, night) = (shifts["Dag 1"], shifts["Natt"]);
        Assert.Equal((World.At(date, 7), World.At(date, 16), DutyKind.Working), (day.Start, day.End, day.Duty));
        Assert.Equal([ImportIds.Person(World.North.Id, "1"), ImportIds.Person(World.North.Id, "2")], day.Crew);
        Assert.Equal([new MealBreak(TimeSpan.FromMinutes(30), World.At(date, 11), World.At(date, 12))], day.Breaks);

        // Over midnight: in at 21:30, home at 07:00 the day after; it belongs to the day on which it starts.
        Assert.Equal((World.Time.Instant(date, new TimeOnly(21, 30)), World.Time.Instant(date.AddDays(1), new TimeOnly(7, 0)), DutyKind.OnCall), (night.Start, night.End, night.Duty));
        Assert.Equal(day.Vehicle, night.Vehicle);
        Assert.Equal("Bil 4", Assert.Single(await world.Parts.Get<CentreStore>().ListVehicles(World.Tierp.Id, CancellationToken.None), car => car.Id == day.Vehicle).Name);

        var again = await Handle(ImportKind.Shifts, file, save: true);
        Assert.Equal((0, 0, 2), (again.New, again.Changed, again.Unchanged));
        Assert.Empty(again.Notices);
        var changed = await Handle(ImportKind.Shifts, file.Replace("16.00", "15.30", StringComparison.Ordinal), save: true);
        Assert.Equal(["Slut"], changed.Sample[0].Changed);
        Assert.Equal(day.Id, (await world.Parts.Get<CentreStore>().ListShifts(World.Tierp.Id, date, CancellationToken.None)).Single(shift => shift.Name == "Dag 1").Id);
    }

    [Fact]
    public async Task A_short_night_is_named_by_person_rule_and_amount()
    {
        // From day break to day break, 06 to 06: 07–09 is there; 18–21 as well leaves nine hours before it and nine after it, two too few. From 20:00 it would do.
        await Good("2026-12-07;K1;07:00;09:00;4;;;");
        var error = Assert.Single((await Handle(ImportKind.Shifts, Headings + "2026-12-07;K2;18:00;21:00;4;;;\n", save: true)).Errors);
        Assert.Equal((2, "Personal", "import.rest.daily"), (error.Line, error.Column, error.Code));
        Assert.Contains("Fyra", error.Message, StringComparison.Ordinal);
        Assert.Contains("2 h saknas", error.Message, StringComparison.Ordinal);
        Assert.Contains("7/12 20:00", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-12-14;X;06:00;20:00;5;;;30\n", "import.rest.shift,import.rest.daily,import.rest.break", "1 h mer än 13")]
    [InlineData("2026-12-14;X;07:00;13:30;5;;;\n", "import.rest.break", "1 h 30 min")]
    [InlineData("2026-12-14;X;08:00;10:00;5;;;\n2026-12-14;Y;09:00;11:00;5;;;\n", "import.crew-busy", "X")]
    [InlineData("2026-12-14;X;08:00;12:00;5;;Bil 9;\n2026-12-14;Y;11:00;14:00;6;;Bil 9;\n", "import.vehicle-busy", "X")]
    [InlineData("2026-12-14;X;08:00;12:00;77;;;\n", "import.person-unknown", "77")]
    [InlineData("2026-12-14;X;08:00;12:00;5, 5;;;\n", "import.crew-twice", "")]
    [InlineData("2026-12-14;X;08:00;08:00;5;;;\n", "import.shift-empty", "")]
    [InlineData("2026-12-14;X;08:00;12:00;;;;\n", "import.required", "Personal")]
    [InlineData("2026-12-14;X;08:00;12:00;5;semester;;\n", "import.choice", "beredskap")]
    [InlineData("2026-12-14;X;08:00;12:00;5;;;\n14/12 2026;x;13:00;15:00;6;;;\n", "import.row-twice", "2")]
    public async Task A_shift_that_cannot_be_is_wrong(string lines, string codes, string says)
    {
        var report = await Handle(ImportKind.Shifts, Headings + lines, save: true);
        Assert.Equal(codes.Split(',').Order(), report.Errors.Select(error => error.Code).Distinct().Order());
        Assert.Contains(report.Errors, error => error.Message.Contains(says, StringComparison.Ordinal));
        Assert.False(report.Saved);
    }

    [Fact]
    public async Task A_week_without_a_long_rest_is_named()
    {
        // Seven days 08–16 leave sixteen hours a night: never 36 together.
        var week = string.Concat(Enumerable.Range(0, 7).Select(day => $"{new DateOnly(2027, 1, 4).AddDays(day):yyyy-MM-dd};V;08:00;16:00;5;;;30\n"));
        var report = await Handle(ImportKind.Shifts, Headings + week, save: false);
        Assert.Contains(report.Errors, error => error.Code == "import.rest.weekly" && error.Message.Contains("Fem", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_that_is_there_already_does_not_stop_a_shift_that_does_not_touch_it()
    {
        // Vera works 07–16 without a break in a shift that somebody made by hand; a later shift of hers is her first wrong only if it is wrong itself.
        var date = new DateOnly(2027, 2, 1);
        var old = new TeamShift(new(World.Id("old")), World.Tierp.Id, date, "Gammal", null, DutyKind.Working, [ImportIds.Person(World.North.Id, "6")], null, World.At(date, 7), World.At(date, 16), []);
        await world.Parts.Database.InTransaction(
            async connection =>
            {
                await CentreStore.Save(connection, old);
                return true;
            },
            CancellationToken.None);
        Assert.Empty((await Handle(ImportKind.Shifts, Headings + "2027-02-02;N;08:00;12:00;6;;;\n", save: false)).Errors);
    }

    [Fact]
    public async Task A_day_that_is_made_keeps_its_team_and_that_is_said()
    {
        var date = new DateOnly(2027, 3, 1);
        await Good("2027-03-01;M;08:00;12:00;3;;;");
        await world.Parts.Get<DayHandler>().Make(World.Tierp.Id, date, CancellationToken.None);
        var report = await Handle(ImportKind.Shifts, Headings + "2027-03-01;M;08:00;12:30;3;;;\n", save: true);
        Assert.Equal((true, 1), (report.Saved, report.Changed));
        Assert.Equal("import.days-made", Assert.Single(report.Notices).Code);
    }

    private async Task Good(string line) => Assert.Empty((await Handle(ImportKind.Shifts, $"{Headings}{line}\n", save: true)).Errors);

    private async Task<ImportReport> Handle(ImportKind kind, string file, bool save) =>
        (await world.Parts.Get<ImportHandler>().Handle(World.Dispatcher, World.Tierp.Id, kind, Encoding.UTF8.GetBytes(file), save, CancellationToken.None))!;
}
