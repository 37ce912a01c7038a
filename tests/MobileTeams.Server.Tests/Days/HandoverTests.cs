using MobileTeams.Measures;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Tests.Days;

/// <summary>What a desk leaves is signed once, never changed, and taken over line by line by somebody else.</summary>
public sealed class HandoverTests(Cluster cluster) : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly WorldDatabase world = new(cluster);

    private HandoverStore Store => world.Parts.Get<HandoverStore>();

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task A_handover_is_taken_over_line_by_line_by_another_person()
    {
        await Store.Sign(World.Dispatcher, World.Tierp.Id, [new(HandoverKind.OpenCall, "Andnöd, dottern ringer"), new(HandoverKind.Beds, "2 av 18 lediga")], None);
        var signed = Assert.Single(await Store.List(World.NightDuty, World.Tierp.Id, 5, None));
        Assert.Equal(("disa", false), (signed.SignedBy, signed.IsTakenOver));
        Assert.Equal("Andnöd, dottern ringer", signed.Items[0].Text);
        Assert.Equal("handover.own", (await Assert.ThrowsAsync<InputException>(() => Store.Take(World.Dispatcher, World.Tierp.Id, signed.Id, 0, None))).Code);
        Assert.True(await Store.Take(World.NightDuty, World.Tierp.Id, signed.Id, 0, None));
        Assert.False(await Store.Take(World.TeamLead, World.Tierp.Id, signed.Id, 0, None)); // somebody has it
        Assert.False(await Store.Take(World.NightDuty, World.Tierp.Id, signed.Id, 2, None)); // no such line
        Assert.False(await Store.Take(World.SouthDispatcher, World.Tierp.Id, signed.Id, 1, None));
        Assert.False((await Store.List(World.NightDuty, World.Tierp.Id, 1, None))[0].IsTakenOver);
        Assert.True(await Store.Take(World.TeamLead, World.Tierp.Id, signed.Id, 1, None));
        var whole = (await Store.List(World.Dispatcher, World.Tierp.Id, 1, None))[0];
        Assert.True(whole.IsTakenOver);
        Assert.Equal(["natt", "lena"], whole.Taken.OrderBy(taken => taken.Item).Select(taken => taken.By));
        Assert.Empty(await Store.List(World.SouthDispatcher, World.Tierp.Id, 5, None));
        await Assert.ThrowsAnyAsync<Npgsql.PostgresException>(() => world.Parts.Execute("update handover set signed_by = 'x'"));
    }

    [Fact]
    public async Task A_message_is_seen_by_the_own_desks_until_it_expires_or_is_taken_down()
    {
        await Store.Post(World.TeamLead, World.Tierp.Id, "  Bil 3 på verkstad ", TimeSpan.FromHours(2), None);
        await Store.Post(World.TeamLead, World.Tierp.Id, "Möte 10", TimeSpan.FromHours(8), None);
        Assert.Equal(["Möte 10", "Bil 3 på verkstad"], (await Store.ListMessages(World.Dispatcher, World.Tierp.Id, None)).Select(message => message.Text).OrderDescending());
        Assert.Empty(await Store.ListMessages(World.SouthDispatcher, World.Tierp.Id, None));
        world.Parts.Clock.Advance(TimeSpan.FromHours(3));
        var left = Assert.Single(await Store.ListMessages(World.Dispatcher, World.Tierp.Id, None));
        Assert.Equal("Möte 10", left.Text);
        await Store.TakeDown(World.Dispatcher, World.Tierp.Id, left.Id, None);
        Assert.Empty(await Store.ListMessages(World.Dispatcher, World.Tierp.Id, None));
        Assert.Equal("message.length", (await Assert.ThrowsAsync<InputException>(() => Store.Post(World.TeamLead, World.Tierp.Id, " ", TimeSpan.FromHours(1), None))).Code);
    }
}
