using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.World;

/// <summary>The patients of one centre with what is agreed with them.</summary>
internal sealed class Clients
{
    private static readonly string[] Relations = ["dotter", "son", "dotter", "son", "syster", "bror", "barnbarn", "granne", "svärdotter", "god man"];

    private readonly Staff staff;
    private readonly Catchment catchment;
    private readonly Identity identity;
    private readonly Naming names;
    private readonly Dice dice;
    private readonly IEnumerator<string> answers;
    private readonly List<Draft> drafts = [];

    private Clients(Staff staff, Catchment catchment, Identity identity, Naming names, IEnumerator<string> answers, Dice dice) =>
        (this.staff, this.catchment, this.identity, this.names, this.answers, this.dice) = (staff, catchment, identity, names, answers, dice);

    /// <param name="protection">The kind of protected identity that one patient of the first area has; none where it is <see cref="ProtectedIdentity.None"/>.</param>
    /// <param name="longName">One patient has the longest name one can have.</param>
    public static (List<Patient> Patients, List<VisitSeries> Series) Of(
        int count, Staff staff, Catchment catchment, Identity identity, Naming names, IEnumerator<string> answers, ProtectedIdentity protection, bool longName, Dice dice)
    {
        var clients = new Clients(staff, catchment, identity, names, answers, dice);
        clients.MoveIn(count);
        clients.AgreeByDay();
        clients.AgreeWithTheFew(protection);
        clients.AgreeByNight();
        clients.AgreeWithNurses();
        return clients.Written(protection, longName);
    }

    private void MoveIn(int count)
    {
        var weights = catchment.Areas.Select(area => Load(area) * Math.Min(1, area.Homes.Count / 60.0)).ToList();
        var left = count;
        for (var group = 0; group < catchment.Areas.Count; group++)
        {
            var here = group == catchment.Areas.Count - 1 ? left : (int)Math.Round(count * weights[group] / weights.Sum());
            left -= here;
            foreach (var home in Chosen(catchment.Areas[group].Homes, here)) drafts.Add(new Draft(group, home));
        }
    }

    /// <summary>Most live near the middle of their area, some far out; now and then two share a home.</summary>
    private IEnumerable<Home> Chosen(IReadOnlyList<Home> homes, int count)
    {
        var ranked = homes.Select(home => (Home: home, Key: Math.Log(dice.Unit() + 1e-12) / (Math.Exp(-home.FromArea / 240.0) + 0.012))).OrderByDescending(one => one.Key).Select(one => one.Home).ToList();
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            var shares = next > 0 && dice.Chance(0.05);
            yield return ranked[(shares ? next - 1 : next++) % ranked.Count];
        }
    }

    private void AgreeByDay()
    {
        for (var group = 0; group < catchment.Areas.Count; group++)
        {
            var here = Of(group);
            var agreed = new Agreements(dice).ByDayAndEvening(here.Count, Load(catchment.Areas[group]), lifts: group == 0 ? Math.Min(2, catchment.Areas.Count - 1) : 0);
            for (var i = 0; i < here.Count; i++) here[i].Agreed.AddRange(agreed[i]);
            foreach (var draft in here.Where(draft => draft.Agreed.Exists(one => one is { Staff: 2, Key: "morgon" }))) draft.Safety |= SafetyFlags.HeavyLift;
        }
    }

    /// <summary>The one nobody visits alone, and the one only a few may visit.</summary>
    private void AgreeWithTheFew(ProtectedIdentity protection)
    {
        var nearest = Of(0).Where(draft => draft.Agreed.Count <= 1).OrderBy(draft => draft.Home.FromBase).ToList();
        nearest[0].Agreed.Clear();
        nearest[0].Agreed.Add(Agreements.ByTwo());
        nearest[0].Safety |= SafetyFlags.ViolenceRisk;
        if (protection == ProtectedIdentity.None) return;
        nearest[1].Agreed.Clear();
        nearest[1].Agreed.Add(Agreements.ForProtected());
        nearest[1].IsProtected = true;
    }

    private void AgreeByNight()
    {
        var wanted = 0.125 * drafts.Count;
        var near = drafts.Where(draft => draft is { IsProtected: false } && !draft.Safety.HasFlag(SafetyFlags.ViolenceRisk) && draft.Agreed.Exists(one => one.PerDay == 1))
            .OrderBy(draft => draft.Home.FromBase + (draft.Agreed.Count >= 4 ? 0 : 600)).ToList();
        for (var turn = 0; wanted > 0 && turn < near.Count; turn++)
        {
            foreach (var agreement in new Agreements(dice).ByNight(turn))
            {
                near[turn].Agreed.Add(agreement);
                wanted -= agreement.PerDay;
            }
        }
    }

    private void AgreeWithNurses()
    {
        var agreements = new Agreements(dice);
        var others = drafts.Where(draft => !draft.IsProtected && !draft.Safety.HasFlag(SafetyFlags.ViolenceRisk)).ToList();
        var daily = dice.Shuffled(others.Where(draft => draft.Home.FromBase < 20 * 60)).Take(2).ToList();
        for (var turn = 0; turn < daily.Count; turn++) daily[turn].Agreed.Add(agreements.ByNurseDaily(turn + (staff.Physicians.Count > 0 ? 1 : 0)));
        // Who has nobody yet goes first, then chance decides, until a nurse's days are filled.
        var (turns, perDay) = (0, 5.0);
        foreach (var draft in dice.Shuffled(others).OrderBy(draft => draft.Agreed.Count > 0))
        {
            if (perDay <= 0 && draft.Agreed.Count > 0) break;
            var agreement = agreements.ByNurse(turns++);
            draft.Agreed.Add(agreement);
            perDay -= agreement.PerDay * 7 / 5;
        }

        if (staff.Physicians.Count > 0)
            foreach (var (draft, turn) in dice.Shuffled(others).Take(50).Select((draft, turn) => (draft, turn))) draft.Agreed.Add(agreements.ByMobileCrew(turn));
        if (staff.Therapists.Count > 0)
        {
            var kind = staff.Therapists[0].Category == ProfessionalCategory.Physiotherapist ? CareTaskKind.Physiotherapy : CareTaskKind.OccupationalTherapy;
            foreach (var (draft, turn) in dice.Shuffled(others.Where(draft => draft.Home.FromBase < 20 * 60)).Take(11).Select((draft, turn) => (draft, turn))) draft.Agreed.Add(agreements.ByTherapist(turn, kind));
        }
    }

    private (List<Patient> Patients, List<VisitSeries> Series) Written(ProtectedIdentity protection, bool longName)
    {
        var (patients, series) = (new List<Patient>(), new List<VisitSeries>());
        for (var i = 0; i < drafts.Count; i++)
        {
            var draft = drafts[i];
            var spouse = i > 0 && drafts[i - 1].Home == draft.Home ? patients[^1] : null;
            var patient = PatientOf(draft, i, spouse, draft.IsProtected ? protection : ProtectedIdentity.None, longName && i == 3);
            patients.Add(patient);
            var ids = draft.Agreed.ToDictionary(agreement => agreement.Key, agreement => new VisitSeriesId(identity.Of("series", $"{patient.Id.Value}/{agreement.Key}")));
            foreach (var agreement in draft.Agreed)
            {
                series.Add(new VisitSeries(
                    ids[agreement.Key], patient.Id, agreement.Repeats.ToRecurrence(), agreement.At, TimeSpan.FromMinutes(agreement.Early), TimeSpan.FromMinutes(agreement.Late),
                    TimeSpan.FromMinutes(agreement.Minutes), CrewRules.StaffNeeded(agreement.Staff, patient), agreement.Tasks,
                    agreement.FollowsKey is { } key ? ids[key] : null, agreement.FollowsKey is null ? null : TimeSpan.FromMinutes(30)));
            }
        }

        return (patients, series);
    }

    private Patient PatientOf(Draft draft, int number, Patient? spouse, ProtectedIdentity protection, bool hasLongName)
    {
        var isWoman = spouse is null ? dice.Chance(0.6) : dice.Chance(0.5);
        var (given, family) = hasLongName ? ("Anna-Margareta Birgitta Elisabet", "von Rosenschütz-Lindström af Östergårdshammar") : names.Patient(isWoman || hasLongName);
        if (spouse is not null) family = spouse.FamilyName;
        _ = answers.MoveNext();
        var group = staff.Groups[draft.Group];
        var nurses = group.Where(person => person.Category == ProfessionalCategory.AssistantNurse).ToList();
        var byGroup = draft.Agreed.Exists(agreement => agreement.Tasks.All(task => TaskRules.MayBeDelegated(task.Kind) || TaskRules.MayByProfession(ProfessionalCategory.AssistantNurse, task.Kind)));
        var age = dice.Chance(0.04) ? 48 + dice.Below(19) : 67 + (int)(35 * Math.Pow(dice.Unit(), 0.75));
        return new Patient(
            new PatientId(identity.Of("patient", string.Create(CultureInfo.InvariantCulture, $"{staff.Centre.Name}/{number}"))),
            staff.Centre.Id,
            identity.Personnummer(Math.Min(age, 101), isWoman || hasLongName, dice),
            given,
            family,
            draft.Home.Place,
            draft.Home.Address,
            catchment.Areas[draft.Group].Name,
            Phone(),
            Access(family),
            answers.Current,
            GuestRulesFor(draft),
            Safety(draft),
            (Persona)dice.Below(4),
            protection,
            // One of the nurses is always on call: somebody named can come at any hour.
            protection == ProtectedIdentity.None ? [] : [.. nurses.Take(4).Concat(staff.Nurses).Select(person => person.Id)],
            byGroup ? nurses[number % nurses.Count].Id : staff.Nurses[number % staff.Nurses.Count].Id,
            Relatives(family));
    }

    /// <summary>Numbers that the Swedish authority keeps free for film and fiction.</summary>
    private string Phone() => dice.Chance(0.6)
        ? string.Create(CultureInfo.InvariantCulture, $"070-174 06 {dice.Between(5, 99):00}")
        : string.Create(CultureInfo.InvariantCulture, $"0980-31 92 {dice.Between(0, 99):00}");

    private AccessMethod Access(string family) => dice.Unit() switch
    {
        < 0.46 => new(AccessKind.DigitalLock, $"Lås {dice.Between(100, 999):0}-{dice.Between(10, 99):0}"),
        < 0.68 => new(AccessKind.OpensSelf, dice.Pick(["Öppnar själv, ge tid", "Ring två gånger", "Knacka på köksfönstret", "Öppnar själv"])),
        < 0.84 => new(AccessKind.KeyInCabinet, $"Nyckelskåp {dice.Pick(["A", "B", "C"])}, nyckel {1 + dice.Below(60)}"),
        < 0.94 => new(AccessKind.KeyBox, dice.Pick(["Nyckelbox vid källardörren", "Nyckelbox bakom brevlådan", "Nyckelbox på vedbodens vägg"])),
        _ => new(AccessKind.RelativeOpens, names.Relative(dice.Chance(0.5), family)),
    };

    private SafetyFlags Safety(Draft draft) => draft.Safety
        | (dice.Chance(0.04) ? SafetyFlags.Oxygen : SafetyFlags.None)
        | (dice.Chance(0.03) ? SafetyFlags.Infection : SafetyFlags.None)
        | (dice.Chance(0.09) ? SafetyFlags.Dog : SafetyFlags.None);

    /// <summary>A quarter have rules of their own, and none that their agreements break.</summary>
    private GuestRules GuestRulesFor(Draft draft)
    {
        if (draft.IsProtected || !dice.Chance(0.25)) return new GuestRules(null, null);
        var times = draft.Agreed.Select(agreement => agreement.At).ToList();
        var (first, last) = (times.Min(), times.Max());
        if (first < new TimeOnly(6, 0) || last > new TimeOnly(21, 0)) return new GuestRules(null, null);
        var (notBefore, notAfter) = (new TimeOnly(8, 0), new TimeOnly(20, 30));
        return new GuestRules(first.AddMinutes(-15) >= notBefore ? notBefore : null, last.AddMinutes(15) <= notAfter ? notAfter : null);
    }

    private List<RelatedPerson> Relatives(string family)
    {
        var count = dice.Unit() switch { < 0.22 => 0, < 0.75 => 1, _ => 2 };
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var relation = dice.Pick(Relations);
            return new RelatedPerson(names.Relative(relation is "dotter" or "syster" or "svärdotter" || (relation is not ("son" or "bror") && dice.Chance(0.5)), family), relation, Phone());
        })];
    }

    private List<Draft> Of(int group) => [.. drafts.Where(draft => draft.Group == group)];

    /// <summary>Areas far from the centre lose part of every shift on the road.</summary>
    private static double Load(Area area) => area.FromBase < 8 * 60 ? 1.15 : area.FromBase < 20 * 60 ? 0.92 : 0.85;

    private sealed record Draft(int Group, Home Home)
    {
        public List<Agreement> Agreed { get; } = [];

        public SafetyFlags Safety { get; set; }

        public bool IsProtected { get; set; }
    }
}
