using System.Globalization;
using MobileTeams.Server.Import;

namespace MobileTeams.Server.Tests.Import;

/// <summary>Cells are read as people in Sweden write them; what could be taken for two things is refused.</summary>
public sealed class CellsAreReadAsPeopleWriteThemTests
{
    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("20261122")]
    [InlineData("22/11 2026")]
    [InlineData("22/11-2026")]
    [InlineData("22/11/2026")]
    [InlineData("22.11.2026")]
    [InlineData("22 november 2026")]
    [InlineData("2026-11-22 00:00:00")]
    public void A_date(string cell) => Assert.Equal(new DateOnly(2026, 11, 22), Cells.Date(cell));

    [Theory]
    [InlineData("11/22/2026")] // there is no 22nd month
    [InlineData("22/11 26")]
    [InlineData("2026-02-30")]
    [InlineData("46348")] // a spreadsheet's day number
    [InlineData("1026-11-22")]
    [InlineData("2026-11-22 07:30")]
    [InlineData("i morgon")]
    public void Not_a_date(string cell) => Assert.Null(Cells.Date(cell));

    [Theory]
    [InlineData("07:30")]
    [InlineData("7:30")]
    [InlineData("7.30")]
    [InlineData("0730")]
    [InlineData("730")]
    [InlineData("07:30:00")]
    [InlineData("kl 7.30")]
    public void A_time(string cell) => Assert.Equal(new TimeOnly(7, 30), Cells.Time(cell));

    [Theory]
    [InlineData("7", 7)]
    [InlineData("00:00", 0)]
    [InlineData("24:00", 0)]
    [InlineData("23.00", 23)]
    public void A_whole_hour(string cell, int hour) => Assert.Equal(new TimeOnly(hour, 0), Cells.Time(cell));

    [Theory]
    [InlineData("25:00")]
    [InlineData("07:60")]
    [InlineData("24:30")]
    [InlineData("0,3125")]
    [InlineData("07:30:15")]
    [InlineData("halv åtta")]
    public void Not_a_time(string cell) => Assert.Null(Cells.Time(cell));

    [Theory]
    [InlineData("45", 45)]
    [InlineData("45 min", 45)]
    [InlineData("45 minuter", 45)]
    [InlineData("1:30", null)]
    [InlineData("-5", null)]
    [InlineData("1,5", null)]
    public void Minutes(string cell, int? minutes) => Assert.Equal(minutes, Cells.Minutes(cell));

    [Theory]
    [InlineData("Ja", true)]
    [InlineData("j", true)]
    [InlineData("X", true)]
    [InlineData("sant", true)]
    [InlineData("yes", true)]
    [InlineData("NEJ", false)]
    [InlineData("0", false)]
    [InlineData("falskt", false)]
    [InlineData("kanske", null)]
    public void Yes_and_no(string cell, bool? answer) => Assert.Equal(answer, Cells.YesNo(cell));

    [Theory]
    [InlineData("17,5163", 17.5163)]
    [InlineData("17.5163", 17.5163)]
    [InlineData("-0.5", -0.5)]
    [InlineData("1 000", null)]
    [InlineData("NaN", null)]
    [InlineData("1e3", null)]
    public void Numbers(string cell, double? number) => Assert.Equal(number, Cells.Number(cell));

    [Fact]
    public void A_cell_is_made_clean()
    {
        Assert.Equal("Åsa", Cells.Clean(" A\u030Asa\u00A0")); // a composed Å, no hard space
        Assert.Equal("190001019802", Cells.Clean("=\"190001019802\"")); // how a spreadsheet keeps leading zeros
        Assert.Equal("", Cells.Clean("–"));
        Assert.Equal("köksfönster", Cells.Clean("köks\u00ADfönster\uFEFF"));
    }

    [Fact]
    public void Lists_are_parted_by_bars_if_there_are_any()
    {
        Assert.Equal(["1001", "1002", "1003"], Cells.List("1001, 1002;1003"));
        Assert.Equal(["Insulin: 12 E, före frukost", "Måltid"], Cells.List("Insulin: 12 E, före frukost | Måltid"));
    }

    [Theory]
    [InlineData("=1+1", true)]
    [InlineData("@SUM(A1)", true)]
    [InlineData("+46701740605", true)]
    [InlineData("-2+3", true)]
    [InlineData("- gillar kaffe", false)]
    [InlineData("Storgatan 2", false)]
    public void Formulas(string cell, bool isFormula) => Assert.Equal(isFormula, Cells.IsFormula(cell));

    [Theory]
    [InlineData("Anna\u0007", true)]
    [InlineData("nna\u202EA", true)]
    [InlineData("rad\nrad\tslut", false)]
    public void Controls(string cell, bool hasControls) => Assert.Equal(hasControls, Cells.HasControls(cell));

    [Fact]
    public void Weekdays_have_their_usual_names()
    {
        // 23 November 2026 is a Monday.
        for (var date = new DateOnly(2026, 11, 23); date < new DateOnly(2026, 11, 30); date = date.AddDays(1))
        {
            var name = date.ToString("dddd", CultureInfo.GetCultureInfo("sv-SE"));
            Assert.Equal([date.DayOfWeek], Choices.Weekdays(name)!);
            Assert.Equal([date.DayOfWeek], Choices.Weekdays(name[..3])!);
            Assert.Equal([date.DayOfWeek], Choices.Weekdays($"{date.DayOfWeek}")!);
        }
    }
}
