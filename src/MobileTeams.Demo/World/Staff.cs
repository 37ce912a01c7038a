using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.World;

/// <summary>The people of one care centre, by what they do there. Lists are in the order of their rota.</summary>
/// <param name="Groups">An area group of five for every area of the catchment.</param>
internal sealed record Staff(
    CareCentre Centre,
    IReadOnlyList<IReadOnlyList<Person>> Groups,
    IReadOnlyList<Person> Nurses,
    IReadOnlyList<Person> Nights,
    IReadOnlyList<Person> Physicians,
    IReadOnlyList<Person> MobileNurses,
    IReadOnlyList<Person> Therapists)
{
    public const int GroupSize = 5;

    /// <summary>Dygnsbryt for those who work by day and evening, for nurses who also have standby, for office hours, and for the night.</summary>
    private static readonly TimeOnly DayAndEvening = new(15, 30), Nursing = new(16, 0), OfficeHours = new(17, 0), Night = new(6, 15);

    private static readonly string[] Tongues = ["fi", "ar", "so", "ti", "en", "bs", "pl", "fa", "th", "es", "tr", "ku", "uk"];

    public IEnumerable<Person> Everybody => Groups.SelectMany(group => group).Concat(Nurses).Concat(Nights).Concat(Physicians).Concat(MobileNurses).Concat(Therapists);

    /// <summary>Hires everybody; nobody has a delegation yet.</summary>
    public static Staff Hire(CareCentre centre, Catchment catchment, Identity identity, Naming names, Dice dice)
    {
        var isRegional = catchment.Areas.Count == 2;
        // In every group one care aide, never at the same place of the rota as in another group.
        var groups = catchment.Areas.Select((area, group) => (IReadOnlyList<Person>)[.. Enumerable.Range(0, GroupSize)
            .Select(member => Hired(member == group ? ProfessionalCategory.CareAide : ProfessionalCategory.AssistantNurse, DayAndEvening, area.Name))]).ToList();
        return new Staff(
            centre,
            groups,
            Several(5, ProfessionalCategory.RegisteredNurse, Nursing),
            Several(4, ProfessionalCategory.AssistantNurse, Night),
            isRegional ? Several(3, ProfessionalCategory.Physician, OfficeHours) : [],
            isRegional ? Several(3, ProfessionalCategory.RegisteredNurse, OfficeHours) : [],
            isRegional ? [] : Several(1, catchment.Areas.Count == 4 ? ProfessionalCategory.Physiotherapist : ProfessionalCategory.OccupationalTherapist, OfficeHours));

        IReadOnlyList<Person> Several(int count, ProfessionalCategory category, TimeOnly breakpoint) => [.. Enumerable.Range(0, count).Select(_ => Hired(category, breakpoint, null))];

        Person Hired(ProfessionalCategory category, TimeOnly breakpoint, string? area)
        {
            var (given, family) = names.Staff(dice.Chance(0.78));
            var name = $"{given} {family}";
            return new Person(new PersonId(identity.Of("person", name)), centre.Id, name, category, breakpoint, area, [], dice.Chance(0.35) ? [dice.Pick(Tongues)] : []);
        }
    }

    /// <summary>Writes the delegations: most hold, some run out within three months, in each centre one ran out yesterday and one is for a single patient.</summary>
    /// <param name="singlePatient">Somebody in the first area who gets insulin.</param>
    public Staff WithDelegations(DateOnly today, PatientId singlePatient, Identity identity, Dice dice)
    {
        var delegator = Nurses[0].Id;
        return this with
        {
            Groups = [.. Groups.Select((group, index) => (IReadOnlyList<Person>)[.. group.Select((person, member) => Delegated(person, index, member))])],
            Nights = [.. Nights.Select(person => Given(person, CareTaskKind.Medicine, CareTaskKind.Insulin))],
        };

        Person Delegated(Person person, int group, int member)
        {
            if (person.Category == ProfessionalCategory.CareAide)
            {
                var aide = Given(person, CareTaskKind.Medicine);
                return group == 0 ? With(aide, Written(aide, CareTaskKind.Insulin, today.AddDays(-40), null, singlePatient)) : aide;
            }

            var nurse = Given(person, CareTaskKind.Medicine, CareTaskKind.EyeDrops, CareTaskKind.Compression);
            return With(nurse, group == 0 && member == 2
                ? Written(nurse, CareTaskKind.Insulin, today.AddDays(-365), today.AddDays(-1), null)
                : Written(nurse, CareTaskKind.Insulin, today.AddDays(-(int)dice.Between(10, 330)), null, null));
        }

        Person Given(Person person, params ReadOnlySpan<CareTaskKind> tasks)
        {
            var since = today.AddDays(-(int)dice.Between(10, 330));
            foreach (var task in tasks) person = With(person, Written(person, task, since, null, null));
            return person;
        }

        Delegation Written(Person person, CareTaskKind task, DateOnly from, DateOnly? to, PatientId? patient) => new(
            new DelegationId(identity.Of("delegation", $"{person.Name}/{task}/{patient}")), person.Id, delegator, task, patient, from, to ?? from.AddYears(1).AddDays(-1), null);

        static Person With(Person person, Delegation delegation) => person with { Delegations = [.. person.Delegations, delegation] };
    }
}

