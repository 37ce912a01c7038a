using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

/// <summary>What can be said in the command line. A closed family.</summary>
public abstract record Command
{
    private Command()
    {
    }

    public sealed record Assign(VisitId Visit, TeamShiftId Team, TeamShiftId? With) : Command;

    public sealed record Unassign(VisitId Visit) : Command;

    /// <summary>A team said on the telephone how far it has come.</summary>
    public sealed record Report(VisitId Visit, VisitStatus Status) : Command;

    public sealed record Select(VisitId Visit) : Command;

    /// <summary>Takes a visit up, to be moved with the arrow keys.</summary>
    public sealed record TakeUp(VisitId Visit) : Command;

    public sealed record Pin(VisitId Visit, bool IsPinned) : Command;

    public sealed record Swap(VisitId Visit, VisitId Other) : Command;

    public sealed record Resize(VisitId Visit, int Minutes) : Command;

    public sealed record Zoom(int Hours) : Command;

    public sealed record Group(Grouping By) : Command;

    /// <param name="IsPage">Another page than the desk: loaded whole.</param>
    public sealed record Go(string Address, bool IsPage) : Command;

    public sealed record Undo : Command;

    public sealed record Redo : Command;

    public sealed record UrgentCall : Command;

    public sealed record Request : Command;

    public sealed record Plan : Command;

    public sealed record Roads : Command;

    public sealed record Keys : Command;
}

/// <summary>One line under the command line.</summary>
/// <param name="Text">The command as it would be typed in full.</param>
/// <param name="Says">What it does or would do.</param>
/// <param name="Command">What Enter does; null while something is missing, then Enter completes the text.</param>
/// <param name="Weight">Whether what it says is good, bad or neither.</param>
public sealed record Suggestion(string Text, string Says, Command? Command, Weight Weight = Weight.Plain);
