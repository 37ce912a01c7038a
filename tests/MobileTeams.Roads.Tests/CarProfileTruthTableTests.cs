using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Profile;

namespace MobileTeams.Roads.Tests;

/// <summary>Expected km/h = limit × share of the class, then what the surface bears; see the table in the room's README.</summary>
public sealed class CarProfileTruthTableTests
{
    [Theory]
    [InlineData("highway=motorway", 104.5, 0)] // 110 × 0.95, one way by nature
    [InlineData("highway=trunk", 82.8, 82.8)] // 90 × 0.92
    [InlineData("highway=primary", 72, 72)] // 80 × 0.90
    [InlineData("highway=primary lit=yes", 45, 45)] // in town 50 × 0.90
    [InlineData("highway=primary source:maxspeed=SE:urban", 45, 45)]
    [InlineData("highway=secondary", 61.6, 61.6)] // 70 × 0.88
    [InlineData("highway=tertiary sidewalk=both", 42.5, 42.5)] // 50 × 0.85
    [InlineData("highway=unclassified", 56, 56)] // 70 × 0.80
    [InlineData("highway=unclassified surface=gravel", 50, 50)]
    [InlineData("highway=residential", 30, 30)] // 50 × 0.60
    [InlineData("highway=living_street", 7, 7)]
    [InlineData("highway=service", 18, 18)] // 30 × 0.60
    [InlineData("highway=service service=driveway", 10, 10)]
    [InlineData("highway=track", 20, 20)]
    [InlineData("highway=track tracktype=grade1", 30, 30)] // 50 × 0.60, and grade 1 bears 30
    [InlineData("highway=track tracktype=grade5", 8, 8)]
    [InlineData("highway=track tracktype=grade1 surface=mud", 10, 10)]
    [InlineData("highway=unclassified smoothness=very_bad", 20, 20)]
    public void Speeds_without_signs(string tags, double forward, double backward) => AssertSpeeds(tags, forward, backward);

    [Theory]
    [InlineData("highway=primary maxspeed=100", 90, 90)]
    [InlineData("highway=primary maxspeed=SE:urban", 45, 45)]
    [InlineData("highway=primary maxspeed=SE:rural", 63, 63)]
    [InlineData("highway=motorway maxspeed=none", 114, 0)] // never more than 120, × 0.95
    [InlineData("highway=primary maxspeed=60+mph", 86.904576, 86.904576)] // 60 × 1.609344 × 0.90
    [InlineData("highway=primary maxspeed=signals", 72, 72)] // says nothing: the class decides
    [InlineData("highway=primary maxspeed=walk", 6.3, 6.3)]
    [InlineData("highway=primary maxspeed=70;50", 45, 45)] // the lowest
    [InlineData("highway=primary maxspeed=80 maxspeed:backward=40", 72, 36)]
    [InlineData("highway=primary maxspeed=fast", 72, 72)]
    public void Speeds_with_signs(string tags, double forward, double backward) => AssertSpeeds(tags, forward, backward);

    [Theory]
    [InlineData("highway=residential oneway=yes", 30, 0)]
    [InlineData("highway=residential oneway=-1", 0, 30)]
    [InlineData("highway=residential oneway=no", 30, 30)]
    [InlineData("highway=motorway oneway=no", 104.5, 104.5)]
    [InlineData("highway=residential junction=roundabout", 30, 0)]
    [InlineData("highway=residential junction=roundabout oneway=-1", 0, 30)]
    [InlineData("highway=residential oneway=yes oneway:motor_vehicle=no", 30, 30)]
    public void Directions(string tags, double forward, double backward) => AssertSpeeds(tags, forward, backward);

    [Theory]
    [InlineData("highway=residential access=no")]
    [InlineData("highway=residential motor_vehicle=no")]
    [InlineData("highway=residential vehicle=no")]
    [InlineData("highway=residential access=yes motorcar=no")]
    [InlineData("highway=track motor_vehicle=agricultural")]
    [InlineData("highway=track motor_vehicle=agricultural;forestry")]
    [InlineData("highway=footway")]
    [InlineData("highway=cycleway vehicle=yes")]
    [InlineData("highway=pedestrian")]
    [InlineData("highway=steps motor_vehicle=yes")]
    [InlineData("highway=construction")]
    [InlineData("highway=proposed")]
    [InlineData("highway=service service=emergency_access")]
    [InlineData("highway=residential area=yes")]
    [InlineData("highway=track smoothness=impassable")]
    [InlineData("railway=rail")]
    [InlineData("route=ferry")]
    [InlineData("route=ferry foot=yes")]
    [InlineData("route=ferry motor_vehicle=no ferry=yes")]
    public void Closed_to_cars(string tags) => Assert.Null(CarProfile.Use(OsmTags.Parse(tags)));

    [Theory]
    [InlineData("highway=residential", false)]
    [InlineData("highway=residential access=private", true)]
    [InlineData("highway=residential access=destination", true)]
    [InlineData("highway=service motor_vehicle=customers", true)]
    [InlineData("highway=residential access=private motor_vehicle=yes", false)] // the more particular key wins
    [InlineData("highway=residential access=no motor_vehicle=destination", true)]
    [InlineData("highway=residential access=permissive", false)]
    [InlineData("highway=track motor_vehicle=agricultural;destination", true)]
    [InlineData("highway=cycleway motor_vehicle=destination", true)]
    [InlineData("highway=pedestrian motor_vehicle=yes", true)]
    public void Open_but_for_some_only_on_the_last_stretch(string tags, bool lastStretchOnly) =>
        Assert.Equal(lastStretchOnly, Assert.NotNull(CarProfile.Use(OsmTags.Parse(tags))).LastStretchOnly);

    [Theory]
    [InlineData("barrier=bollard", true)]
    [InlineData("barrier=bollard motor_vehicle=yes", false)]
    [InlineData("barrier=gate", false)]
    [InlineData("barrier=gate locked=yes", true)]
    [InlineData("barrier=gate access=private", true)]
    [InlineData("barrier=lift_gate", false)]
    [InlineData("barrier=cattle_grid", false)]
    [InlineData("barrier=block", true)]
    [InlineData("barrier=cycle_barrier", true)]
    [InlineData("highway=traffic_signals", false)]
    [InlineData("highway=crossing access=no", false)]
    public void Points_that_stop_a_car(string tags, bool blocked) => Assert.Equal(blocked, CarProfile.IsBlocked(OsmTags.Parse(tags)));

    [Theory]
    [InlineData("duration=0:25", 25 * 60, 8 * 60)]
    [InlineData("duration=10 interval=0:20", 10 * 60, 10 * 60)] // half of the interval
    [InlineData("duration=PT1H30M interval=6:00", 90 * 60, 60 * 60)] // an hour at most: who lives there knows the timetable
    [InlineData("duration=1:00:30", 3630, 8 * 60)]
    [InlineData("", 0, 8 * 60)]
    public void Ferries_cross_and_let_wait(string tags, double crossing, double waiting)
    {
        var use = Assert.NotNull(CarProfile.Use(OsmTags.Parse("route=ferry motor_vehicle=yes " + tags)));
        Assert.Equal((RoadClass.Ferry, crossing, waiting), (use.Class, use.CrossingSeconds, use.WaitingSeconds));
        Assert.Equal(12, use.ForwardKmh);
    }

    private static void AssertSpeeds(string tags, double forward, double backward)
    {
        var use = Assert.NotNull(CarProfile.Use(OsmTags.Parse(tags)));
        Assert.Equal((forward, backward), (Math.Round(use.ForwardKmh, 6), Math.Round(use.BackwardKmh, 6)));
    }
}
