using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.World;

/// <summary>Fills a centre's days with agreements, part of the day by part of the day, until about seven tenths of what its people can do is asked for.</summary>
internal sealed class Agreements(Dice dice)
{
    private static readonly DayOfWeek[] Workdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Agreements of one area's patients by day and evening, list by list in the order of the patients.</summary>
    /// <param name="load">1 for an area of usual distances; less where the roads are long.</param>
    /// <param name="lifts">How many of those who need much must be lifted by two.</param>
    public List<Agreement>[] ByDayAndEvening(int patients, double load, int lifts)
    {
        var agreed = Enumerable.Range(0, patients).Select(_ => new List<Agreement>()).ToArray();
        var left = new Dictionary<string, double> { ["morgon"] = 16.5 * load, ["lunch"] = 12.5 * load, ["eftermiddag"] = 11.5 * load, ["kväll"] = 10.5 * load };
        var next = 0;
        for (var i = 0; i < (int)Math.Round(4 * load); i++) Add(next++, NeedsMuch(i < lifts ? 2 : 1));
        for (var i = 0; i < 2; i++) Add(next++, Insulin(alsoInTheEvening: i == 0));
        for (var i = 0; i < (int)Math.Round(3.5 * load); i++) Add(next++, dice.Chance(0.35) ? Stockings() : MorningAndEvening());
        for (var i = 0; i < 7 && left["lunch"] > 1; i++) Add(next++, [Shower(i)]);
        // One visit a day for the others, as long as a part of the day has room; whoever has none yet goes first.
        while (left.Values.Max() > 0.5)
        {
            var part = left.MaxBy(slot => slot.Value).Key;
            Add(next < patients - 2 ? next++ : dice.Below(patients), [Once(part)]);
        }

        for (var patient = next; patient < patients - 1; patient++) agreed[patient].Add(Weekly(patient));
        return agreed;

        void Add(int patient, IEnumerable<Agreement> several)
        {
            foreach (var one in several)
            {
                if (agreed[patient].Exists(other => other.Key == one.Key)) continue;
                agreed[patient].Add(one);
            }

            foreach (var one in several) left[PartOf(one)] -= one.PerDay;
        }
    }

    /// <summary>One of the night's visits, the <paramref name="turn"/>th of its list: looked in on once or twice, every night or every second; some are turned by two.</summary>
    public IEnumerable<Agreement> ByNight(int turn)
    {
        var repeats = turn % 3 == 2 ? Repeats.Every(2, turn % 2) : Repeats.Daily;
        if (turn % 6 == 1)
        {
            yield return new Agreement("natt vändning", dice.Pick(Times(23, 0, 3)), 45, 60, 15, 2, [new(CareTaskKind.Mobility, "Vändning, kudde mellan knäna"), new(CareTaskKind.Hygiene, "")], Repeats.Daily);
            yield return new Agreement("natt vändning 2", dice.Pick(Times(3, 0, 3)), 45, 60, 15, 2, [new(CareTaskKind.Mobility, "Vändning")], Repeats.Daily);
            yield break;
        }

        yield return new Agreement("natt tillsyn", dice.Pick(Times(22, 30, 6)), 45, 60, 8, 1, [new(CareTaskKind.Supervision, "Titta in utan att väcka")], repeats);
        if (turn % 3 == 0) yield return new Agreement("natt tillsyn 2", dice.Pick(Times(2, 30, 5)), 45, 60, 8, 1, [new(CareTaskKind.Supervision, "Titta in"), new(CareTaskKind.Mobility, "Toalett om vaken")], repeats);
    }

    /// <summary>One of the nurse's patients, the <paramref name="turn"/>th of the list.</summary>
    public Agreement ByNurse(int turn)
    {
        var weekday = Workdays[turn % 5];
        return (turn % 8) switch
        {
            0 or 3 => new Agreement("sår", dice.Pick(Times(9, 0, 10)), 90, 120, 30, 1, [new(CareTaskKind.WoundCare, "Bensår, omläggning enligt ordination")], Repeats.On(weekday, Workdays[(turn + 3) % 5])),
            1 or 5 => new Agreement("prov", dice.Pick(Times(8, 0, 4)), 30, 75, 12, 1, [new(CareTaskKind.BloodSample, "PK-INR, lämnas före 11")], Repeats.On(weekday)),
            2 => new Agreement("sår", dice.Pick(Times(9, 0, 10)), 90, 120, 25, 1, [new(CareTaskKind.WoundCare, "Trycksår häl")], Repeats.On(weekday)),
            4 => new Agreement("bedömning", dice.Pick(Times(10, 0, 8)), 90, 150, 30, 1, [new(CareTaskKind.NursingAssessment, "Vikt, blodtryck, samtal om veckan")], Repeats.On(weekday)),
            6 => new Agreement("kateter", dice.Pick(Times(9, 30, 8)), 90, 120, 20, 1, [new(CareTaskKind.Catheter, "Spolning")], Repeats.On(weekday)),
            _ => new Agreement("dosett", dice.Pick(Times(10, 0, 8)), 120, 180, 20, 1, [new(CareTaskKind.Medicine, "Delning av dosett"), new(CareTaskKind.NursingAssessment, "")], Repeats.On(weekday)),
        };
    }

    /// <summary>A nurse every day, the weekend too: the last time of life, or a drip.</summary>
    public Agreement ByNurseDaily(int turn) => turn % 3 == 2
        ? new Agreement("dropp", new(8, 30), 30, 60, 35, 1, [new(CareTaskKind.Infusion, "Antibiotika intravenöst")], Repeats.Daily)
        : new Agreement("palliativ", turn % 2 == 0 ? new(10, 0) : new(13, 0), 60, 90, 40, 1, [new(CareTaskKind.PalliativeCare, "Symtomlindring, tid för anhöriga")], Repeats.Daily);

    /// <summary>Physician and nurse together, once a week.</summary>
    public Agreement ByMobileCrew(int turn) => new(
        "mobilt team", dice.Pick(Times(9, 0, 13)), 60, 90, 40, 2, [new(CareTaskKind.MedicalAssessment, "Rond hemma"), new(CareTaskKind.NursingAssessment, "")], Repeats.On(Workdays[turn % 5]));

    /// <summary>Training, twice a week.</summary>
    public Agreement ByTherapist(int turn, CareTaskKind kind) => new(
        "träning", dice.Pick(Times(9, 0, 12)), 90, 120, 40, 1, [new(kind, kind == CareTaskKind.Physiotherapy ? "Gång och balans" : "Vardagen i köket")], Repeats.On(Workdays[turn % 5], Workdays[(turn + 2) % 5]));

    /// <summary>Nobody may come alone.</summary>
    public static Agreement ByTwo() => new("tillsyn två", new(12, 30), 60, 90, 15, 2, [new(CareTaskKind.Meal, "Två går alltid in tillsammans"), new(CareTaskKind.Supervision, "")], Repeats.Daily);

    /// <summary>Once a day at an hour that suits whoever of the few that may come is on duty.</summary>
    public static Agreement ForProtected() => new("besök", new(11, 0), 120, 240, 20, 1, [new(CareTaskKind.Medicine, ""), new(CareTaskKind.Supervision, "")], Repeats.Daily);

    private IEnumerable<Agreement> NeedsMuch(int staff) =>
    [
        new("morgon", dice.Pick(Times(7, 30, 5)), 45, 60, 25, staff, [new(CareTaskKind.Hygiene, "Upp och i ordning"), new(CareTaskKind.Meal, "Frukost"), new(CareTaskKind.Medicine, "")], Repeats.Daily),
        new("lunch", dice.Pick(Times(11, 30, 4)), 30, 60, 12, 1, [new(CareTaskKind.Meal, "Lunch")], Repeats.Daily),
        new("eftermiddag", dice.Pick(Times(14, 0, 5)), 45, 60, 10, 1, [new(CareTaskKind.Supervision, "Toalett, kaffe"), new(CareTaskKind.Mobility, "")], Repeats.Daily),
        new("kväll", dice.Pick(Times(17, 30, 6)), 60, 75, 20, staff, [new(CareTaskKind.Meal, "Kvällsmat"), new(CareTaskKind.Hygiene, "Till sängs"), new(CareTaskKind.Medicine, "")], Repeats.Daily),
    ];

    private List<Agreement> Insulin(bool alsoInTheEvening)
    {
        var morning = dice.Pick(Times(7, 30, 3));
        List<Agreement> agreed =
        [
            new("insulin", morning, 15, 45, 8, 1, [new(CareTaskKind.Insulin, "Blodsocker först, måltidsinsulin med penna")], Repeats.Daily),
            new("frukost", morning.AddMinutes(15), 30, 60, 12, 1, [new(CareTaskKind.Meal, "Frukost inom en halvtimme från insulinet")], Repeats.Daily, "insulin"),
        ];
        if (alsoInTheEvening) agreed.Add(new("kväll insulin", dice.Pick(Times(17, 30, 3)), 30, 75, 10, 1, [new(CareTaskKind.Insulin, "Långverkande"), new(CareTaskKind.Meal, "Kvällsmat")], Repeats.Daily));
        return agreed;
    }

    private IEnumerable<Agreement> MorningAndEvening() =>
    [
        new("morgon", dice.Pick(Times(7, 0, 8)), 45, 60, 18, 1, [new(CareTaskKind.Hygiene, ""), new(CareTaskKind.Medicine, "")], Repeats.Daily),
        new("kväll", dice.Pick(Times(16, 30, 9)), 45, 75, 12, 1, [new(CareTaskKind.Medicine, ""), new(CareTaskKind.Meal, "Kvällsmat")], Repeats.Daily),
    ];

    private IEnumerable<Agreement> Stockings() =>
    [
        new("morgon strumpor", dice.Pick(Times(7, 30, 5)), 45, 60, 10, 1, [new(CareTaskKind.Compression, "På före uppstigning")], Repeats.Daily),
        new("kväll strumpor", dice.Pick(Times(19, 0, 4)), 60, 60, 8, 1, [new(CareTaskKind.Compression, "Av")], Repeats.Daily),
    ];

    private Agreement Shower(int turn) => new(
        "dusch", dice.Pick(Times(10, 30, 8)), 90, 120, 30, 1, [new(CareTaskKind.Hygiene, "Dusch")], Repeats.On(Workdays[turn % 5], Workdays[(turn + 2) % 5]));

    private Agreement Weekly(int turn) => dice.Chance(0.5)
        ? new("veckobesök", dice.Pick(Times(10, 30, 8)), 90, 120, 30, 1, [new(CareTaskKind.Mobility, "Promenad"), new(CareTaskKind.Supervision, "")], Repeats.On(Workdays[turn % 5]))
        : Shower(turn) with { Repeats = Repeats.On(Workdays[turn % 5]) };

    private Agreement Once(string part) => part switch
    {
        "morgon" => new("morgon medicin", dice.Pick(Times(7, 0, 8)), 45, 60, 9, 1, [dice.Chance(0.3) ? new(CareTaskKind.EyeDrops, "Båda ögonen") : new(CareTaskKind.Medicine, "")], Repeats.Daily),
        "lunch" => new("lunch medicin", dice.Pick(Times(11, 30, 5)), 45, 60, 10, 1, [dice.Chance(0.5) ? new(CareTaskKind.Medicine, "") : new(CareTaskKind.Meal, "Lunch")], Repeats.Daily),
        "eftermiddag" => new("eftermiddag tillsyn", dice.Pick(Times(14, 0, 5)), 60, 75, 10, 1, [new(CareTaskKind.Supervision, "")], Repeats.Daily),
        _ => new("kväll medicin", dice.Pick(Times(17, 0, 8)), 60, 75, 9, 1, [dice.Chance(0.3) ? new(CareTaskKind.EyeDrops, "Kvällsdroppar") : new(CareTaskKind.Medicine, "Kvällsdos")], Repeats.Daily),
    };

    private static string PartOf(Agreement agreement) =>
        agreement.At < new TimeOnly(10, 30) ? "morgon" : agreement.At < new TimeOnly(13, 45) ? "lunch" : agreement.At < new TimeOnly(16, 30) ? "eftermiddag" : "kväll";

    /// <summary>So many half hours from a time.</summary>
    private static TimeOnly[] Times(int hour, int minute, int count) => [.. Enumerable.Range(0, count).Select(i => new TimeOnly(hour, minute).AddMinutes(30 * i))];
}
