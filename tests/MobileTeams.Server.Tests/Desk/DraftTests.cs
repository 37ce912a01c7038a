using MobileTeams.Server.Desk;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>What is being typed stays as it is typed, whatever is read meanwhile.</summary>
public sealed class WhatIsTypedStaysTests
{
    [Fact]
    public void The_page_is_drawn_again_while_it_is_saved()
    {
        var draft = new Draft("") { Text = "Yr" };
        draft.Read("");
        Assert.Equal(("Yr", true), (draft.Text, draft.IsUnsaved));
    }

    [Fact]
    public void What_is_typed_during_the_saving_is_saved_next()
    {
        var draft = new Draft("") { Text = "Yr" };
        draft.Text = "Yr sedan";
        draft.Read("Yr");
        Assert.Equal(("Yr sedan", true), (draft.Text, draft.IsUnsaved));
        draft.Read("Yr sedan");
        Assert.Equal(("Yr sedan", false), (draft.Text, draft.IsUnsaved));
    }

    [Fact]
    public void What_another_desk_wrote_shows_where_nobody_types()
    {
        var draft = new Draft("Yr");
        draft.Read("Yr sedan i går");
        Assert.Equal(("Yr sedan i går", false), (draft.Text, draft.IsUnsaved));
    }

    [Fact]
    public void What_another_desk_wrote_does_not_take_the_text_from_under_the_fingers()
    {
        var draft = new Draft("Yr") { Text = "Yr, ramlat" };
        draft.Read("Yr sedan i går");
        Assert.Equal(("Yr, ramlat", true), (draft.Text, draft.IsUnsaved));
    }
}
