using MobileTeams.Roads.Trips;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;

namespace MobileTeams.Roads.Tests;

public sealed class CellOutlineTests
{
    private static readonly GeometryFactory Factory = new();

    [Theory]
    [InlineData("...|.#.|...", 1, 0, 1)]
    [InlineData("###|#.#|###", 1, 1, 8)]
    [InlineData("##..|##..|..##|..##", 2, 0, 8)] // corners that touch make two polygons
    [InlineData("####|#.##|##.#|####", 1, 2, 14)] // a hole that touches itself is two
    [InlineData("####|#..#|##.#|###.", 1, 1, 12)] // a hole that touches the outside
    [InlineData("#.#|...|#.#", 4, 0, 4)]
    [InlineData("...", 0, 0, 0)]
    public void Drawn_cells(string picture, int polygons, int holes, double area)
    {
        var rows = picture.Split('|').Reverse().ToArray();
        var outline = Outline([.. rows.SelectMany(row => row.Select(cell => cell == '#'))], rows[0].Length, smallHole: 0);
        Assert.True(outline.IsValid);
        Assert.Equal((polygons, holes, area), (outline.NumGeometries, outline.Geometries.Sum(polygon => ((Polygon)polygon).NumInteriorRings), outline.Area));
    }

    [Fact]
    public void Small_holes_are_filled() => Assert.Equal(9, Outline([true, true, true, true, false, true, true, true, true], 3, smallHole: 2).Area);

    [Fact]
    public void Any_cells_have_the_outline_of_their_union()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (columns, share) = (3 + random.Next(12), random.NextDouble());
            var marked = Enumerable.Range(0, columns * (3 + random.Next(12))).Select(_ => random.NextDouble() < share).ToArray();
            var outline = Outline(marked, columns, smallHole: 0);
            var cells = Enumerable.Range(0, marked.Length).Where(cell => marked[cell]).Select(cell => Factory.ToGeometry(new Envelope(cell % columns, (cell % columns) + 1, cell / columns, (cell / columns) + 1))).ToList();
            Assert.True(outline.IsValid, $"seed {seed}");
            if (cells.Count == 0) Assert.True(outline.IsEmpty);
            else Assert.True(outline.EqualsTopologically(UnaryUnionOp.Union(cells)), $"seed {seed}");
        }
    }

    private static MultiPolygon Outline(bool[] marked, int columns, int smallHole) => CellOutline.Of(marked, columns, smallHole, (column, row) => new Coordinate(column, row), Factory);
}
