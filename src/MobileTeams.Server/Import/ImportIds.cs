using System.Security.Cryptography;
using System.Text;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>Ids made of what names a thing outside, so that the same file gives the same ids.</summary>
/// <remarks>Version 8 identifiers (RFC 9562): the first half of SHA-256 over the parts, each with its length before it.</remarks>
internal static class ImportIds
{
    public static PatientId Patient(OrganisationId organisation, string identifier) => new(Of("patient", organisation.Value.ToString(), identifier));

    /// <summary>Employee numbers are compared without regard to case.</summary>
    public static PersonId Person(OrganisationId organisation, string employee) => new(Of("person", organisation.Value.ToString(), employee.ToUpperInvariant()));

    public static VehicleId Vehicle(CareCentreId centre, string name) => new(Of("vehicle", centre.Value.ToString(), SearchText.Fold(name)));

    public static TeamShiftId Shift(CareCentreId centre, DateOnly date, string team) => new(Of("shift", centre.Value.ToString(), $"{date.DayNumber}", SearchText.Fold(team)));

    public static VisitSeriesId Series(PatientId patient, string name) => new(Of("series", patient.Value.ToString(), SearchText.Fold(name)));

    public static DelegationId Delegation(PersonId person, CareTaskKind task, PatientId? patient, DateOnly from) =>
        new(Of("delegation", person.Value.ToString(), task.ToString(), $"{patient?.Value}", $"{from.DayNumber}"));

    private static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var name = new MemoryStream();
        using (var writer = new BinaryWriter(name, Encoding.UTF8, leaveOpen: true))
            foreach (var part in parts) writer.Write(part);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(name.GetBuffer().AsSpan(0, (int)name.Length), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
