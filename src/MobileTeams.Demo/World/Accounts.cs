using System.Text;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Demo.World;

/// <summary>Sign-ins to try: the desks of every centre and organisation, and some of those who drive.</summary>
internal sealed class Accounts(Identity identity, DateOnly today)
{
    private readonly List<DemoAccount> all = [];

    public IReadOnlyList<DemoAccount> All => all;

    /// <summary>The centre's desk, the people of its first area group, the night's pairs, its nurses, and its physicians with the mobile nurses.</summary>
    public void AddCentre(string town, CareCentre centre, Staff staff, Rota rota)
    {
        var place = Plain(town);
        Add($"samordnare.{place}", $"Samordnare {town}", ["Dispatcher"], centre.Organisation, centre.Id, null, "Tavlan");
        Add($"jour.{place}", $"Jour {town}", ["NightDuty"], centre.Organisation, centre.Id, null, "Jouren, kväll och natt");
        Add($"teamledare.{place}", $"Teamledare {town}", ["TeamLead", "Dispatcher"], centre.Organisation, centre.Id, null, "Bemanning och uppföljning");
        var shifts = rota.On(today).ToList();
        foreach (var person in staff.Groups[0].Concat(staff.Nights).Concat(staff.Nurses).Concat(staff.Physicians).Concat(staff.MobileNurses))
        {
            var duty = shifts.FirstOrDefault(shift => shift.Crew.Contains(person.Id));
            Add(LoginOf(person), person.Name, ["Nurse"], centre.Organisation, centre.Id, person.Id, duty is null ? "" : $"{duty.Name} i {town} i dag");
        }
    }

    public void AddOrganisation(string word, Organisation organisation)
    {
        Add($"samordnare.{word}", $"Samordnare {organisation.Name}", ["Dispatcher"], organisation.Id, null, null, "Alla vårdcentrum");
        Add($"admin.{word}", $"Administratör {organisation.Name}", ["Admin"], organisation.Id, null, null, "Konton och inläsning");
        Add($"granskare.{word}", $"Granskare {organisation.Name}", ["Auditor"], organisation.Id, null, null, "Loggkontroll");
    }

    private void Add(string login, string name, IReadOnlyList<string> roles, OrganisationId organisation, CareCentreId? centre, PersonId? person, string shown) =>
        all.Add(new DemoAccount(identity.Of("account", login), login, name, roles, organisation, centre, person, shown));

    private static string LoginOf(Person person) => string.Join('.', person.Name.Split(' ', '-').Select(Plain));

    /// <summary>Letters without dots and rings, as one types a login.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.ToLowerInvariant().Normalize(NormalizationForm.FormD))
            if (char.IsAsciiLetter(letter)) plain.Append(letter);
            else if (letter is 'ł') plain.Append('l');
            else if (letter is 'ı') plain.Append('i');
        return plain.ToString();
    }
}
