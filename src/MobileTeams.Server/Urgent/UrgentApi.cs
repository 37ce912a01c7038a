namespace MobileTeams.Server.Urgent;

public static class UrgentApi
{
    public static void AddUrgent(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CallStore>();
        builder.Services.AddSingleton<CallHandler>();
        builder.Services.AddSingleton<BedStore>();
        builder.Services.AddSingleton<RoutineBook>();
        builder.Services.AddSingleton<EscalationStore>();
        builder.Services.AddSingleton<EscalationClock>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EscalationClock>());
    }
}
