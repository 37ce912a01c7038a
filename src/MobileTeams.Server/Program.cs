using MobileTeams.Measures;
using MobileTeams.Server;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Audit;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using MobileTeams.Server.Demo;
using MobileTeams.Server.Desk;
using MobileTeams.Server.Import;
using MobileTeams.Server.Live;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Paper;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Plans;
using MobileTeams.Server.Tablet;
using MobileTeams.Server.Urgent;
using MobileTeams.Server.Visits;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseStaticWebAssets();
builder.AddErrors();
builder.AddData();
builder.AddAccounts();
builder.AddMaps();
builder.AddPatients();
builder.AddAudit();
builder.AddDays();
builder.AddPlans();
builder.AddUrgent();
builder.AddPaper();
builder.AddTablet();
builder.AddImport();
builder.AddLive();
builder.AddDesk();
builder.AddDemo();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseLanguages();
app.UseErrors();
app.UseAccounts();
app.MapOpenApi();
app.MapHealth();
app.MapAccounts();
app.MapMaps();
app.MapDays();
app.MapPlans();
app.MapTablet();
app.MapVisitEvents();
app.MapPositions();
app.MapImport();
app.MapAudit();
app.MapPaper();
app.MapLive();
app.MapDesk();
try
{
    await app.Prepare(app.Lifetime.ApplicationStopping);
    await app.RunAsync();
    return 0;
}
catch (StartFailure failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
catch (InputException input)
{
    Console.Error.WriteLine($"{input.Code}: {input.Message}{(input.Place is null ? "" : $" ({input.Place})")}");
    return 1;
}

namespace MobileTeams.Server
{
    /// <summary>Named so that tests can start the server.</summary>
    public sealed partial class Program;
}
