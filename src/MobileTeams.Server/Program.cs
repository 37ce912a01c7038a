using MobileTeams.Server;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using MobileTeams.Server.Desk;
using MobileTeams.Server.Live;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Plans;

var builder = WebApplication.CreateBuilder(args);
builder.AddErrors();
builder.AddData();
builder.AddAccounts();
builder.AddMaps();
builder.AddPatients();
builder.AddDays();
builder.AddPlans();
builder.AddLive();
builder.AddDesk();

var app = builder.Build();
app.UseErrors();
app.UseAccounts();
app.MapHealth();
app.MapAccounts();
app.MapMaps();
app.MapDays();
app.MapPlans();
app.MapLive();
app.MapDesk();
await app.Prepare();
await app.RunAsync();

namespace MobileTeams.Server
{
    /// <summary>Named so that tests can start the server.</summary>
    public sealed partial class Program;
}
