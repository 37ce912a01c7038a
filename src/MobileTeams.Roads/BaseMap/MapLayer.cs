namespace MobileTeams.Roads.BaseMap;

/// <summary>The layers of a tile, in drawing order. Stored in map files: never renumber.</summary>
internal enum MapLayer : byte
{
    Landuse = 0,
    Wood = 1,
    Water = 2,
    Building = 3,
    Road = 4,
    Place = 5,
}
