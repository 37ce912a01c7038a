using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Measures;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>What rows say of other things: people by employee number, patients by identity number, areas by name.</summary>
internal sealed class References
{
    private readonly OrganisationId organisation;
    private readonly IReadOnlyDictionary<PersonId, Person> people;

    private References(OrganisationId organisation, IReadOnlyDictionary<PersonId, Person> people) => (this.organisation, this.people) = (organisation, people);

    /// <summary>The organisation's people with these employee numbers, as they are now.</summary>
    public static async Task<References> Staff(ImportDesk desk, IEnumerable<string> employees, CancellationToken ct)
    {
        var ids = employees.Where(employee => employee.Length > 0).Select(employee => ImportIds.Person(desk.Viewer.Organisation, employee)).Distinct().ToList();
        return new References(desk.Viewer.Organisation, await desk.Store.FindPeople(desk.Viewer, ids, ct));
    }

    public Person? Find(string employee) => people.GetValueOrDefault(ImportIds.Person(organisation, employee));

    /// <summary>The people with these employee numbers; one that is not there is said to be wrong and left out.</summary>
    public IReadOnlyList<PersonId> Find(ImportRow row, Column column, IReadOnlyList<string> employees)
    {
        var found = new List<PersonId>();
        foreach (var employee in employees)
        {
            if (Find(employee) is { } person) found.Add(person.Id);
            else Unknown(row, column, employee);
        }

        return [.. found.Distinct()];
    }

    public static void Unknown(ImportRow row, Column column, string employee) => row.Wrong(
        column,
        "import.person-unknown",
        $"Ingen har anställningsnumret {employee}. Läs in personalen först.",
        $"Nobody has the employee number {employee}. Import the staff first.");

    /// <summary>The identity number in a cell, or null when it is none and that has been said.</summary>
    public static PersonIdentifier? Identifier(ImportRow row, Column column, DateOnly today)
    {
        if (row.Readable(column) is not { Length: > 0 } cell) return null;
        try
        {
            return PersonIdentifier.Parse(cell, today);
        }
        catch (InputException wrong)
        {
            row.Wrong(
                column,
                wrong.Code,
                "Inte ett giltigt personnummer, samordningsnummer eller reservnummer. Kontrollera siffrorna; skriv som 18900101-9802.",
                wrong.Message);
            return null;
        }
    }

    /// <summary>The area, spelled as the centre spells it.</summary>
    public static string? Area(ImportRow row, Column column, string? before, CareCentre centre)
    {
        if (!row.Has(column)) return before;
        if (row.Text(column, "") is not { Length: > 0 } written) return null;
        if (centre.Areas.FirstOrDefault(area => SearchText.Fold(area) == SearchText.Fold(written)) is { } known) return known;
        var areas = string.Join(", ", centre.Areas);
        row.Wrong(
            column,
            "import.area",
            $"{centre.Name} har inget område {written}. Områdena är: {areas}.",
            $"{centre.Name} has no area {written}. The areas are: {areas}.");
        return null;
    }
}
