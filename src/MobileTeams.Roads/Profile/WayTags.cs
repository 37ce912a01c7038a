using System.Globalization;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Roads.Profile;

/// <summary>What tags say about a way, whoever uses it.</summary>
internal static class WayTags
{
    private const double FerryWaitSeconds = 8 * 60;
    private const double LongestFerryWaitSeconds = 60 * 60;
    private const double FerryKmh = 12;

    /// <summary>Roundabouts, seasons, towns and hours, for any profile.</summary>
    public static RoadMarks MarksOf(OsmTags tags)
    {
        var marks = RoadMarks.None;
        if (tags["junction"] is "roundabout" or "circular") marks |= RoadMarks.Roundabout;
        if (IsInTown(tags)) marks |= RoadMarks.InTown;
        if (tags.Is("winter_road", "yes") || tags.Is("ice_road", "yes") || tags.Is("seasonal", "winter")) marks |= RoadMarks.WinterOnly;
        else if (tags.Is("seasonal", "summer") || tags.Is("winter_service", "no") || tags.Is("snowplowing", "no")) marks |= RoadMarks.SummerOnly;
        return tags["opening_hours"] is { } hours && tags.Is("route", "ferry") ? marks | ClosedIn(hours) : marks;
    }

    /// <summary>In which bands hours are closed: night is two o'clock, day is noon, and the rush is a quarter to eight or a quarter to five.</summary>
    private static RoadMarks ClosedIn(string hours) =>
        (IsOpenAt(hours, 2 * 60) ? RoadMarks.None : RoadMarks.ClosedAtNight)
        | (IsOpenAt(hours, 12 * 60) ? RoadMarks.None : RoadMarks.ClosedByDay)
        | (IsOpenAt(hours, (7 * 60) + 45) || IsOpenAt(hours, (16 * 60) + 45) ? RoadMarks.None : RoadMarks.ClosedInRush);

    /// <summary>In town where the tags say so, or where there are street lamps or pavements.</summary>
    public static bool IsInTown(OsmTags tags) =>
        IsUrban(tags["zone:traffic"]) || IsUrban(tags["maxspeed:type"]) || IsUrban(tags["source:maxspeed"])
        || tags.Is("lit", "yes") || tags["sidewalk"] is "both" or "left" or "right" or "yes" or "separate";

    /// <summary>The limit in the winter season, or null where it is the same all year: <c>maxspeed:seasonal:winter=80</c>, <c>maxspeed:seasonal=80</c> or <c>maxspeed:conditional=80 @ (winter)</c>.</summary>
    public static double? WinterLimit(OsmTags tags)
    {
        if (TagValues.Speed(tags["maxspeed:seasonal:winter"] ?? tags["maxspeed:winter"] ?? tags["maxspeed:seasonal"]) is { } plain) return plain;
        foreach (var part in (tags["maxspeed:conditional"] ?? "").Split(';', StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('@', StringComparison.Ordinal);
            if (at > 0 && part[at..].Contains("winter", StringComparison.OrdinalIgnoreCase)) return TagValues.Speed(part[..at].Trim());
        }

        return null;
    }

    /// <summary>A ferry line as anybody uses it who may board.</summary>
    public static RoadUse Ferry(OsmTags tags, bool forward, bool backward)
    {
        var kmh = TagValues.Speed(tags["maxspeed"]) ?? FerryKmh;
        var wait = TagValues.Duration(tags["interval"]) is { } interval ? Math.Min(interval / 2, LongestFerryWaitSeconds) : FerryWaitSeconds;
        return new RoadUse(RoadClass.Ferry, forward ? kmh : 0, backward ? kmh : 0, false)
        {
            CrossingSeconds = TagValues.Duration(tags["duration"]) ?? 0,
            WaitingSeconds = wait,
            Marks = MarksOf(tags),
        };
    }

    /// <summary>Of several values the most open: who may deliver may come.</summary>
    public static Access AccessIn(string? values)
    {
        if (values is null) return Access.Unsaid;
        var most = Access.Closed;
        foreach (var value in values.Split(';', StringSplitOptions.TrimEntries))
        {
            var access = value switch
            {
                "no" or "agricultural" or "forestry" or "emergency" or "bus" or "psv" or "taxi" or "military" or "use_sidepath" or "dismount" => Access.Closed,
                "private" or "destination" or "customers" or "delivery" or "permit" or "residents" or "visitors" => Access.LastStretch,
                _ => Access.Open,
            };
            if (access < most) most = access;
        }

        return most;
    }

    /// <summary>Whether hours as one writes them hold a minute of the day; what is not understood counts as open.</summary>
    private static bool IsOpenAt(string hours, int minute)
    {
        var understood = false;
        foreach (var word in hours.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = word.TrimEnd('+').Split('-');
            if (ends.Length != 2 || Minutes(ends[0]) is not { } opens || Minutes(ends[1]) is not { } closes) continue;
            understood = true;
            if (closes <= opens) closes += 24 * 60;
            if ((opens <= minute && minute < closes) || (opens <= minute + (24 * 60) && minute + (24 * 60) < closes)) return true;
        }

        return !understood;
    }

    private static int? Minutes(string clock) =>
        clock.Split(':') is [var hours, var minutes]
            && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            && h <= 48 && m < 60
            ? (h * 60) + m
            : null;

    private static bool IsUrban(string? zone) => zone?.EndsWith(":urban", StringComparison.Ordinal) == true;
}

/// <summary>What an access tag allows, the most open first.</summary>
internal enum Access
{
    Unsaid,
    Open,
    LastStretch,
    Closed,
}
