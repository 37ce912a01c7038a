namespace MobileTeams.Roads.Profile;

/// <summary>What kind of road an edge is, from the widest to the narrowest. Stored in map files: never renumber.</summary>
internal enum RoadClass : byte
{
    Motorway = 0,
    MotorwayLink = 1,
    Trunk = 2,
    TrunkLink = 3,
    Primary = 4,
    PrimaryLink = 5,
    Secondary = 6,
    SecondaryLink = 7,
    Tertiary = 8,
    TertiaryLink = 9,
    Unclassified = 10,
    Residential = 11,
    LivingStreet = 12,
    Service = 13,
    Track = 14,
    Unknown = 15,
    ByLeave = 16,
    Ferry = 17,
    Walked = 18,
}
