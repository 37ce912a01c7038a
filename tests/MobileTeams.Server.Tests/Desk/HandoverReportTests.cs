using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Server.Days;
using MobileTeams.Server.Desk;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>What a desk leaves to the next shift: what is open is in it, and nothing that tells who is protected.</summary>
public sealed class HandoverReportTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Open_calls_and_visits_are_named_and_protected_ones_are_counted()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv");
        var (days, calls, handler) = (server.Services.GetRequiredService<DayHandler>(), server.Services.GetRequiredService<CallStore>(), server.Services.GetRequiredService<CallHandler>());
        await days.Make(World.Tierp.Id, World.Today, None);
        foreach (var (patient, situation) in new[] { (World.Patients[0], "Yr sedan i går"), (World.Protected, "Ramlat i badrummet") })
        {
            var begun = await handler.Begin(World.Dispatcher, World.Tierp.Id, None);
            Assert.True(await calls.Save(begun with { Call = begun.Call with { Patient = patient.Id, Caller = "Dottern", Note = new SbarNote(situation, "", "", "") }, Version = 1 }, None));
        }

        // And a protected patient who is to be called again.
        var advised = await handler.Begin(World.Dispatcher, World.Tierp.Id, None);
        Assert.True(await calls.Save(advised with { Call = advised.Call with { Patient = World.Protected.Id, Caller = "Hemlig granne", CallerPhone = "070-174 06 05" }, Version = 1 }, None));
        await handler.Close((await calls.Find(advised.Call.Id, None))!, at => new CallOutcome.Advice(at, "Vila", at.AddHours(1)), None);

        await using var scope = server.Services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<DeskDay>();
        foreach (var viewer in new[] { World.Dispatcher, World.NamedDispatcher })
        {
            // Even who may know the protected patient signs a paper that others read.
            Assert.True(await desk.Open(viewer, World.Tierp.Id, World.Today));
            var items = await server.Services.GetRequiredService<HandoverReport>().Of(desk, [], None);
            Assert.Contains(items, item => item.Kind == HandoverKind.OpenCall && item.Text.Contains("Yr sedan i går", StringComparison.Ordinal));
            Assert.DoesNotContain(items, item => item.Text.Contains("badrummet", StringComparison.Ordinal) || item.Text.Contains(World.Protected.GivenName, StringComparison.Ordinal));
            Assert.Contains(items, item => item.Kind == HandoverKind.Unassigned && item.Text.StartsWith(World.Patients[1].GivenName, StringComparison.Ordinal));

            Assert.DoesNotContain(items, item => item.Text.Contains("Hemlig granne", StringComparison.Ordinal));

            // Two calls and the day's visit that nobody has are of one person.
            Assert.Equal("1 skyddat ärende – se behöriga", Assert.Single(items, item => item.Kind == HandoverKind.Protected).Text);
        }
    }

    [Fact]
    public async Task A_call_about_a_protected_patient_is_open_to_the_named_and_closed_to_the_others()
    {
        var (calls, handler) = (server.Services.GetRequiredService<CallStore>(), server.Services.GetRequiredService<CallHandler>());
        var begun = await handler.Begin(World.NamedDispatcher, World.Gimo.Id, None);
        Assert.True(await calls.Save(begun with { Call = begun.Call with { Patient = World.Protected.Id, Outcome = new CallOutcome.Advice(World.At(World.Today, 8), "Vila", World.At(World.Today, 9)) }, Version = 1 }, None));
        foreach (var (viewer, isClosed) in new[] { (World.Dispatcher, true), (World.NamedDispatcher, false) })
        {
            await using var scope = server.Services.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<DeskDay>();
            Assert.True(await desk.Open(viewer, World.Gimo.Id, World.Today));
            var kept = Assert.Single(await calls.ListToCallBack(viewer, World.Gimo.Id, None));
            await desk.See([kept.Call.Patient]);
            Assert.Equal(isClosed, desk.IsClosed(kept.Call));
            Assert.False(desk.IsClosed(kept.Call with { Patient = null }));

            // On paper it is counted, for the named too.
            var items = await server.Services.GetRequiredService<HandoverReport>().Of(desk, [], None);
            Assert.DoesNotContain(items, item => item.Kind == HandoverKind.CallBack);
            Assert.Single(items, item => item.Kind == HandoverKind.Protected);
        }
    }
}
