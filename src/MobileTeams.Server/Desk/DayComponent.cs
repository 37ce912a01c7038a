using Microsoft.AspNetCore.Components;
using MobileTeams.Dispatch;

namespace MobileTeams.Server.Desk;

/// <summary>A part of the desk that shows the day. While that is none of its own it does not look: it is gone when the page is drawn next.</summary>
public abstract class DayComponent : DeskComponent
{
    [CascadingParameter] public DeskDay Desk { get; set; } = null!;

    /// <summary>Whether the day that is looked at is one that this can show.</summary>
    protected virtual bool IsOfTheDay => Desk.Day is not null;

    public override Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        return IsOfTheDay ? base.SetParametersAsync(ParameterView.Empty) : Task.CompletedTask;
    }

    protected override bool ShouldRender() => IsOfTheDay;
}

/// <summary>A part of the desk that belongs to one day; for another one there is another.</summary>
public abstract class OneDayComponent : DayComponent
{
    private (CareCentreId, DateOnly)? of;

    protected override bool IsOfTheDay => base.IsOfTheDay && (of ??= (Desk.Centre.Id, Desk.Date)) == (Desk.Centre.Id, Desk.Date);
}
