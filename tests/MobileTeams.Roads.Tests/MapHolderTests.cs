using MobileTeams.Measures;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

public sealed class MapHolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("holder-");

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Two maps whose answers differ in everything take turns at one path, with broken and half-written ones between, while four threads ask. Whoever asks gets all of
    /// an answer from one map, and never an error.</summary>
    [Fact]
    public async Task What_lies_at_the_path_is_taken_when_it_is_whole_and_nobody_notices()
    {
        var (north, south) = (DrawnTown.Draw("a-b").Way("ab", "highway=residential name=Norra"), DrawnTown.Draw("a---b-c").Way("ab", "highway=residential name=Södra").Way("bc"));
        var inUse = InFolder("in-use.roads");
        var wholes = new Dictionary<string, byte[]>();
        foreach (var (name, town) in new[] { ("north", north), ("south", south) })
        {
            town.Build().Save(inUse);
            wholes[name] = File.ReadAllBytes(inUse);
        }

        Put(wholes["north"]);
        var holder = MapHolder.Open(inUse);
        var isOver = false;
        var asked = new int[4];
        var askers = Enumerable.Range(0, asked.Length).Select(asker => Task.Run(() =>
        {
            while (!Volatile.Read(ref isOver) || asked[asker] == 0)
            {
                var map = holder.Current;
                var (town, street, seconds) = map.Info.Edges == 1 ? (north, "Norra", 24) : (south, "Södra", 48); // 200 m, or 400 m, at 30 km/h
                var points = new[] { town['a'], town['b'] }.Select(place => Assert.IsType<Snap.Found>(map.Snap(place)).Point).ToList();
                Assert.Equal(seconds, map.Matrix(points).Seconds(0, 1));
                Assert.Equal(seconds, map.Matrix(points, map.Customize(new RoadConditions(Season.Bare, TimeBand.Day))).Seconds(0, 1));
                Assert.Equal(street, map.FindRoute(points[0], points[1])!.Steps[0].Name);
                Assert.Equal(street, Assert.Single(map.Search(street)).Label);
                asked[asker]++;
            }
        })).ToArray();

        var random = new Random(5);
        for (var round = 0; round < 25; round++)
        {
            var (name, other) = round % 2 == 0 ? ("south", "north") : ("north", "south");
            Assert.IsType<MapLook.Unchanged>(holder.Look());
            Put(wholes[name][..random.Next(1, wholes[name].Length)]);
            AssertRefused(holder, other);
            Put("id,lon,lat\n1,17,60\n"u8.ToArray());
            AssertRefused(holder, other);
            var flipped = (byte[])wholes[name].Clone();
            flipped[40] ^= 1;
            Put(flipped);
            AssertRefused(holder, other);

            // Copied over the file in three steps, with a look after each: it is taken when it has stopped growing.
            Write(wholes[name], 0.3);
            Assert.IsType<MapLook.BeingWritten>(holder.Look());
            Write(wholes[name], 0.8);
            Assert.IsType<MapLook.BeingWritten>(holder.Look());
            Write(wholes[name], 1);
            Assert.IsType<MapLook.BeingWritten>(holder.Look());
            Assert.Equal(name == "north" ? 1 : 2, Assert.IsType<MapLook.Exchanged>(holder.Look()).Map.Info.Edges);
        }

        File.Delete(inUse);
        Assert.IsType<MapLook.Unchanged>(holder.Look());
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(askers);
        Assert.All(asked, times => Assert.True(times > 0));

        void Put(byte[] bytes)
        {
            File.WriteAllBytes(inUse + ".new", bytes);
            File.Move(inUse + ".new", inUse, overwrite: true);
        }

        void Write(byte[] bytes, double share) => File.WriteAllBytes(inUse, bytes[..(int)(bytes.Length * share)]);
    }

    /// <summary>The memory of a process is a file that can be opened, and gives an input/output error where nothing lies.</summary>
    [Fact]
    public void A_file_that_cannot_be_read_is_refused_and_tried_again()
    {
        if (!OperatingSystem.IsLinux()) return;
        var inUse = InFolder("in-use.roads");
        DrawnTown.Draw("a-b").Way("ab").Build().Save(inUse);
        var holder = MapHolder.Open(inUse);
        File.Delete(inUse);
        File.CreateSymbolicLink(inUse, "/proc/self/mem");
        for (var round = 0; round < 2; round++)
        {
            Assert.IsType<MapLook.BeingWritten>(holder.Look());
            Assert.Equal("map.file-unreadable", Assert.IsType<MapLook.Refused>(holder.Look()).Why.Code);
            Assert.Equal(1, holder.Current.Info.Edges);
        }

        DrawnTown.Draw("a-b-c").Way("ab").Way("bc").Build().Save(inUse);
        Assert.IsType<MapLook.BeingWritten>(holder.Look());
        Assert.Equal(2, Assert.IsType<MapLook.Exchanged>(holder.Look()).Map.Info.Edges);
    }

    /// <summary>Seen, seen again and tried, refused in words, and not tried again; the map of before stays.</summary>
    private static void AssertRefused(MapHolder holder, string stays)
    {
        Assert.IsType<MapLook.BeingWritten>(holder.Look());
        var refused = Assert.IsType<MapLook.Refused>(holder.Look());
        Assert.StartsWith("map.file-", refused.Why.Code, StringComparison.Ordinal);
        Assert.IsType<MapLook.Unchanged>(holder.Look());
        Assert.Equal(stays == "north" ? 1 : 2, holder.Current.Info.Edges);
    }

    private string InFolder(string name) => Path.Combine(folder.FullName, name);
}
