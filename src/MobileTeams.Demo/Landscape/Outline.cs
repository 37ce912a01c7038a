namespace MobileTeams.Demo.Landscape;

/// <summary>A closed area on the drawing board.</summary>
internal sealed class Outline
{
    private readonly Spot low;
    private readonly Spot high;
    private readonly List<int>[] bands;

    /// <param name="ring">At least three spots; the last is not the first.</param>
    public Outline(IReadOnlyList<Spot> ring)
    {
        Ring = ring;
        (low, high) = (ring[0], ring[0]);
        foreach (var spot in ring)
        {
            low = new(Math.Min(low.X, spot.X), Math.Min(low.Y, spot.Y));
            high = new(Math.Max(high.X, spot.X), Math.Max(high.Y, spot.Y));
        }

        bands = [.. Enumerable.Range(0, Math.Clamp(ring.Count / 3, 1, 400)).Select(_ => new List<int>())];
        for (var i = 0; i < ring.Count; i++)
        {
            var (one, other) = (BandOf(ring[i].Y), BandOf(ring[i == 0 ? ^1 : i - 1].Y));
            for (var band = Math.Min(one, other); band <= Math.Max(one, other); band++) bands[band].Add(i);
        }
    }

    public IReadOnlyList<Spot> Ring { get; }

    /// <summary>A soft, uneven blob, longer along <paramref name="along"/> than across.</summary>
    public static Outline Blob(Spot middle, double along, double across, Spot direction, int corners, double unevenness, Dice dice)
    {
        var waves = Enumerable.Range(2, 4).Select(n => (Turns: n, Phase: dice.Between(0, 6.28), Share: dice.Between(0.3, 1) / n)).ToArray();
        var ring = new List<Spot>(corners);
        for (var i = 0; i < corners; i++)
        {
            var angle = i * 2 * Math.PI / corners;
            var swell = 1 + (unevenness * waves.Sum(wave => wave.Share * Math.Sin((wave.Turns * angle) + wave.Phase)));
            ring.Add(middle + (direction * (Math.Cos(angle) * along * swell)) + (direction.Left * (Math.Sin(angle) * across * swell)));
        }

        return new Outline(ring);
    }

    public bool Contains(Spot spot)
    {
        if (spot.X < low.X || spot.X > high.X || spot.Y < low.Y || spot.Y > high.Y) return false;
        var inside = false;
        foreach (var i in bands[BandOf(spot.Y)])
        {
            var (a, b) = (Ring[i], Ring[i == 0 ? ^1 : i - 1]);
            if ((a.Y > spot.Y) != (b.Y > spot.Y) && spot.X < ((b.X - a.X) * (spot.Y - a.Y) / (b.Y - a.Y)) + a.X) inside = !inside;
        }

        return inside;
    }

    /// <summary>Inside, or nearer to the edge than <paramref name="metres"/>.</summary>
    public bool IsNear(Spot spot, double metres)
    {
        if (spot.X < low.X - metres || spot.X > high.X + metres || spot.Y < low.Y - metres || spot.Y > high.Y + metres) return false;
        if (Contains(spot)) return true;
        for (int i = 0, before = Ring.Count - 1; i < Ring.Count; before = i++)
            if (Curve.NearestOn(Ring[before], Ring[i], spot).Spot.MetresTo(spot) < metres) return true;
        return false;
    }

    /// <summary>Sides are kept by how far north they lie, so that one look at a shore of a thousand sides meets a few.</summary>
    private int BandOf(double y) => high.Y - low.Y < 1e-9 ? 0 : Math.Clamp((int)((y - low.Y) / (high.Y - low.Y) * bands.Length), 0, bands.Length - 1);
}
