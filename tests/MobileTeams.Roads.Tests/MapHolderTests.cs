using MobileTeams.Measures;
using MobileTeams.Testing;

namespace MobileTeams.Roads.Tests;

public sealed class MapHolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("holder-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_map_is_exchanged_while_others_ask_and_a_bad_one_never_comes_into_use()
    {
        var (small, large) = (DrawnTown.Draw("a-b").Way("ab"), DrawnTown.Draw("a-b-c").Way("ab").Way("bc"));
        small.Build().Save(InFolder("small.roads"));
        large.Build().Save(InFolder("large.roads"));
        File.WriteAllBytes(InFolder("cut.roads"), File.ReadAllBytes(InFolder("large.roads"))[..500]);
        var holder = new MapHolder(RoadMap.Load(InFolder("small.roads")), InFolder("small.roads"));
        var isOver = false;
        var asking = Task.Run(() =>
        {
            var asked = 0;
            while (!Volatile.Read(ref isOver) || asked == 0)
            {
                var map = holder.Current;
                var points = new[] { small['a'], small['b'] }.Select(place => Assert.IsType<Snap.Found>(map.Snap(place)).Point).ToList();
                Assert.Equal(24, map.Matrix(points).Seconds(0, 1)); // 200 m at 30 km/h
                asked++;
            }
        });
        for (var round = 0; round < 20; round++)
        {
            Assert.Equal(2, holder.Exchange(InFolder("large.roads")).Info.Edges);
            Assert.Equal("map.file-truncated", Assert.Throws<InputException>(() => holder.Exchange(InFolder("cut.roads"))).Code);
            Assert.Equal((2, InFolder("large.roads")), (holder.Current.Info.Edges, holder.File));
            Assert.Equal(1, holder.Exchange(InFolder("small.roads")).Info.Edges);
        }

        Volatile.Write(ref isOver, true);
        await asking;
    }

    private string InFolder(string name) => Path.Combine(folder.FullName, name);
}
