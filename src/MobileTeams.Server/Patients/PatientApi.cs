namespace MobileTeams.Server.Patients;

public static class PatientApi
{
    public static void AddPatients(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PatientStore>();
        builder.Services.AddSingleton<EmergencyStore>();
    }
}
