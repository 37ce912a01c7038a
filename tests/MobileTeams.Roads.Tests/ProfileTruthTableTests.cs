using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Profile;

namespace MobileTeams.Roads.Tests;

/// <summary>What tags mean for those who walk, cycle, or park and walk, and which marks they leave.</summary>
public sealed class ProfileTruthTableTests
{
    [Theory]
    [InlineData("highway=residential", 5, 5)]
    [InlineData("highway=residential oneway=yes", 5, 5)]
    [InlineData("highway=footway oneway:foot=yes", 5, 0)]
    [InlineData("highway=steps", 2.5, 2.5)]
    [InlineData("highway=path surface=sand", 4, 4)]
    [InlineData("highway=path sac_scale=demanding_mountain_hiking", 3, 3)]
    [InlineData("highway=cycleway", 5, 5)]
    [InlineData("highway=pedestrian", 5, 5)]
    [InlineData("highway=trunk", 5, 5)]
    [InlineData("highway=motorway foot=yes", 5, 5)]
    [InlineData("highway=service access=private foot=yes", 5, 5)]
    public void On_foot(string tags, double forward, double backward) => AssertSpeeds(FootProfile.Use, tags, forward, backward);

    [Theory]
    [InlineData("highway=motorway")]
    [InlineData("highway=trunk motorroad=yes")]
    [InlineData("highway=footway foot=no")]
    [InlineData("highway=residential access=no")]
    [InlineData("highway=residential foot=use_sidepath")]
    [InlineData("highway=cycleway foot=no")]
    [InlineData("highway=proposed")]
    [InlineData("route=ferry foot=no")]
    [InlineData("railway=rail")]
    public void Closed_on_foot(string tags) => Assert.Null(FootProfile.Use(OsmTags.Parse(tags)));

    [Theory]
    [InlineData("highway=residential", 17, 17)]
    [InlineData("highway=residential oneway=yes", 17, 0)]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no", 17, 17)]
    [InlineData("highway=residential oneway=yes cycleway=opposite_lane", 17, 17)]
    [InlineData("highway=residential oneway=-1", 0, 17)]
    [InlineData("highway=cycleway", 18, 18)]
    [InlineData("highway=cycleway oneway=yes", 18, 0)]
    [InlineData("highway=path", 13, 13)]
    [InlineData("highway=footway", 4.5, 4.5)] // pushed
    [InlineData("highway=footway bicycle=yes", 10, 10)]
    [InlineData("highway=pedestrian bicycle=dismount oneway=yes", 4.5, 4.5)]
    [InlineData("highway=steps", 2, 2)]
    [InlineData("highway=track tracktype=grade5", 7, 7)]
    [InlineData("highway=cycleway surface=gravel", 12, 12)]
    [InlineData("highway=unclassified smoothness=very_bad", 8, 8)]
    [InlineData("highway=residential junction=roundabout", 17, 0)]
    public void By_bicycle(string tags, double forward, double backward) => AssertSpeeds(BicycleProfile.Use, tags, forward, backward);

    [Theory]
    [InlineData("highway=motorway")]
    [InlineData("highway=trunk motorroad=yes")]
    [InlineData("highway=residential bicycle=no")]
    [InlineData("highway=residential vehicle=no")]
    [InlineData("highway=residential bicycle=use_sidepath")]
    [InlineData("highway=footway foot=no")]
    [InlineData("highway=residential access=no")]
    public void Closed_to_bicycles(string tags) => Assert.Null(BicycleProfile.Use(OsmTags.Parse(tags)));

    [Theory]
    [InlineData("barrier=bollard", true, false, false)]
    [InlineData("barrier=gate", false, false, false)]
    [InlineData("barrier=gate locked=yes", true, true, true)]
    [InlineData("barrier=gate locked=yes foot=yes bicycle=yes", true, false, false)]
    [InlineData("barrier=kissing_gate", true, true, false)]
    [InlineData("barrier=wall", true, true, true)]
    [InlineData("barrier=cycle_barrier", true, false, false)]
    public void Points_that_stop(string tags, bool car, bool bicycle, bool foot) => Assert.Equal(
        (car, bicycle, foot), (CarProfile.IsBlocked(OsmTags.Parse(tags)), BicycleProfile.IsBlocked(OsmTags.Parse(tags)), FootProfile.IsBlocked(OsmTags.Parse(tags))));

    [Theory]
    [InlineData("highway=residential junction=roundabout", "Roundabout")]
    [InlineData("highway=residential lit=yes", "InTown")]
    [InlineData("highway=track winter_road=yes", "WinterOnly")]
    [InlineData("highway=unclassified ice_road=yes", "WinterOnly")]
    [InlineData("highway=unclassified seasonal=summer", "SummerOnly")]
    [InlineData("highway=track winter_service=no", "SummerOnly")]
    [InlineData("route=ferry opening_hours=Mo-Su+06:00-22:00", "ClosedAtNight")]
    [InlineData("route=ferry opening_hours=Mo-Su+05:00-02:30", "None")]
    [InlineData("route=ferry opening_hours=06:00-09:00,14:00-18:00", "ClosedAtNight, ClosedByDay")]
    [InlineData("route=ferry opening_hours=10:00-15:00", "ClosedAtNight, ClosedInRush")]
    [InlineData("route=ferry opening_hours=20:00-05:00", "ClosedByDay, ClosedInRush")]
    [InlineData("route=ferry opening_hours=24/7", "None")]
    [InlineData("highway=residential", "None")]
    public void Marks(string tags, string marks) => Assert.Equal(marks, WayTags.MarksOf(OsmTags.Parse(tags)).ToString());

    [Theory]
    [InlineData("highway=primary maxspeed=90 maxspeed:seasonal:winter=80", 80)]
    [InlineData("highway=primary maxspeed=90 maxspeed:seasonal=80", 80)]
    [InlineData("highway=primary maxspeed=100 maxspeed:conditional=80+@+(winter)", 80)]
    [InlineData("highway=primary maxspeed=100 maxspeed:conditional=80+@+(22:00-06:00)", null)]
    [InlineData("highway=primary maxspeed=100", null)]
    public void Winter_limits(string tags, int? limit) => Assert.Equal(limit, WayTags.WinterLimit(OsmTags.Parse(tags)));

    private static void AssertSpeeds(Func<OsmTags, RoadUse?> profile, string tags, double forward, double backward)
    {
        var use = Assert.NotNull(profile(OsmTags.Parse(tags)));
        Assert.Equal((forward, backward), (use.ForwardKmh, use.BackwardKmh));
    }
}
