namespace MobileTeams.Server.Urgent;

public static class UrgentApi
{
    public static void AddUrgent(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CallStore>();
        builder.Services.AddSingleton<CallHandler>();
    }
}
