using MobileTeams.Measures;

namespace MobileTeams.Server.Desk;

/// <summary>An area drawn by hand.</summary>
public interface IDrawing
{
    /// <summary>Lets the user draw an area, and gives its corners; null when nothing was drawn.</summary>
    Task<IReadOnlyList<GeoPoint>?> Draw();

    /// <summary>Ends it as if nothing had been drawn.</summary>
    Task StopDrawing();
}
