using MobileTeams.Dispatch;
using MobileTeams.Dispatch.People;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Organisations;

/// <summary>The people of an administrator's own organisation: who works where, as what. Delegations and shifts are their team lead's.</summary>
public sealed class StaffBook(Database database, CentreStore centres, TimeProvider clock)
{
    private const int LongestName = 100;

    /// <summary>Everybody at the centres the viewer works for, by centre and name.</summary>
    public async Task<IReadOnlyList<Person>> List(Viewer viewer, CancellationToken ct)
    {
        var people = new List<Person>();
        foreach (var centre in await centres.List(viewer, ct)) people.AddRange(await centres.ListPeople(centre.Id, ct));
        return people;
    }

    /// <summary>Somebody new, with nothing delegated yet.</summary>
    public Task<Person?> Add(Viewer viewer, CareCentreId centre, string name, ProfessionalCategory category, string? area, CancellationToken ct) =>
        Save(viewer, new Person(new PersonId(Guid.CreateVersion7(clock.GetUtcNow())), centre, name, category, new TimeOnly(6, 0), area, [], []), ct);

    /// <summary>Name, profession or area changed; delegations and languages stay.</summary>
    public async Task<Person?> Change(Viewer viewer, PersonId id, string name, ProfessionalCategory category, string? area, CancellationToken ct) =>
        (await List(viewer, ct)).SingleOrDefault(person => person.Id == id) is { } known ? await Save(viewer, known with { Name = name, Category = category, Area = area }, ct) : null;

    /// <returns>Null when the viewer has no such centre.</returns>
    /// <exception cref="InputException"><c>person.name</c>, <c>person.area</c>.</exception>
    private async Task<Person?> Save(Viewer viewer, Person person, CancellationToken ct)
    {
        var named = person with { Name = person.Name.Trim() };
        if (named.Name.Length is 0 or > LongestName) throw new InputException("person.name", "A name has 1 to 100 characters.", "name");
        if (await centres.Find(viewer, person.Centre, ct) is not { } centre) return null;
        if (named.Area is { } area && !centre.Areas.Contains(area)) throw new InputException("person.area", $"{centre.Name} has no area '{area}'.", "area");
        return await database.InTransaction(
            async connection =>
            {
                await CentreStore.Save(connection, named);
                await CentreStore.Touch(connection, named.Centre);
                return named;
            },
            ct);
    }
}
