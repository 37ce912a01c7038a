using MobileTeams.Roads.Network;
using MobileTeams.Roads.Profile;

namespace MobileTeams.Roads.Trips;

/// <summary>Gathers the pieces of a trip into stretches of one name, and says how each is turned into.</summary>
internal static class RouteSteps
{
    private const double SlightDegrees = 25;
    private const double TurnDegrees = 50;
    private const double RoundDegrees = 170;

    public static RouteStep[] Of(RoadNetwork network, List<Piece> pieces)
    {
        var steps = new List<RouteStep>();
        var (turn, exit) = (Turn.Depart, 0);
        for (var i = 0; i < pieces.Count;)
        {
            var first = i;
            var cost = 0L;
            do
            {
                cost += pieces[i++].Cost;
            }
            while (i < pieces.Count && Continues(network, pieces[i - 1], pieces[i]));
            steps.Add(new RouteStep(network.Names[network.Name[pieces[first].Edge]], Weight.Metres(cost), Weight.Seconds(cost)) { Turn = turn, Exit = exit });
            if (i == pieces.Count) break;
            (turn, exit) = (TurnInto(network, pieces[i - 1], pieces[i]), 0);
            if (!IsRoundabout(network, pieces[i])) continue;

            // A roundabout is no stretch of its own: what it costs goes to the road it leads to, where it leads to one.
            var end = i;
            while (end < pieces.Count && IsRoundabout(network, pieces[end])) end++;
            if (end == pieces.Count) continue;
            (turn, exit) = (Turn.Roundabout, ExitsPassed(network, pieces, i, end));
            var around = 0L;
            for (; i < end; i++) around += pieces[i].Cost;
            pieces[i] = pieces[i] with { Cost = pieces[i].Cost + around };
        }

        return [.. steps];
    }

    private static bool Continues(RoadNetwork network, Piece before, Piece piece) =>
        network.Name[before.Edge] == network.Name[piece.Edge]
        && IsFerry(network, before) == IsFerry(network, piece)
        && IsOnFoot(network, before) == IsOnFoot(network, piece)
        && (IsRoundabout(network, before) || !IsRoundabout(network, piece))
        && (network.Name[piece.Edge] != 0 || Math.Abs(TurnLayout.DegreesBetween(network, RoadOf(before), RoadOf(piece))) < TurnDegrees);

    private static Turn TurnInto(RoadNetwork network, Piece before, Piece piece)
    {
        if (IsFerry(network, piece)) return Turn.Ferry;
        if (IsOnFoot(network, piece) && !IsOnFoot(network, before)) return Turn.Walk;
        if (RoadOf(piece) == (RoadOf(before) ^ 1)) return Turn.UTurn;
        var degrees = TurnLayout.DegreesBetween(network, RoadOf(before), RoadOf(piece));
        return Math.Abs(degrees) switch
        {
            < SlightDegrees => Turn.Straight,
            < TurnDegrees => degrees > 0 ? Turn.SlightRight : Turn.SlightLeft,
            < TurnCosts.SharpDegrees => degrees > 0 ? Turn.Right : Turn.Left,
            < RoundDegrees => degrees > 0 ? Turn.SharpRight : Turn.SharpLeft,
            _ => Turn.UTurn,
        };
    }

    /// <summary>Junctions on the way round where a road leads out, the one taken among them.</summary>
    private static int ExitsPassed(RoadNetwork network, List<Piece> pieces, int from, int to)
    {
        var exits = 0;
        for (var i = from; i < to; i++)
        {
            foreach (var road in network.Departures.From(network.EndOf(RoadOf(pieces[i]))))
            {
                if (network.Marks[road >> 1].HasFlag(RoadMarks.Roundabout)) continue;
                exits++;
                break;
            }
        }

        return exits;
    }

    private static bool IsRoundabout(RoadNetwork network, Piece piece) => network.Marks[piece.Edge].HasFlag(RoadMarks.Roundabout);

    private static bool IsFerry(RoadNetwork network, Piece piece) => network.Class[piece.Edge] == RoadClass.Ferry;

    private static bool IsOnFoot(RoadNetwork network, Piece piece) => network.Marks[piece.Edge].HasFlag(RoadMarks.OnFoot);

    private static int RoadOf(Piece piece) => (piece.Edge * 2) + (piece.IsForward ? 0 : 1);
}
