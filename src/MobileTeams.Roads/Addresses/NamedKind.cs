namespace MobileTeams.Roads.Addresses;

/// <summary>What a name in the register belongs to, the weightiest first. Stored in map files: never renumber.</summary>
internal enum NamedKind : byte
{
    City = 0,
    Town = 1,
    Suburb = 2,
    Village = 3,
    Hamlet = 4,
    Quarter = 5,
    Island = 6,
    Farm = 7,
    Locality = 8,
    Street = 9,
}
