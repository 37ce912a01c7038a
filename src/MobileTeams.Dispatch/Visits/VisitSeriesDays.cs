using System.Buffers.Binary;
using System.Security.Cryptography;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Visits;

public sealed partial record VisitSeries
{
    /// <summary>The visit of this series on a service day: the same id whenever it is asked for.</summary>
    /// <remarks>A version 8 identifier (RFC 9562): the first half of SHA-256 over the series' sixteen bytes and the date's day number.</remarks>
    public VisitId VisitIdOn(DateOnly serviceDay)
    {
        Span<byte> name = stackalloc byte[20];
        _ = Id.Value.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(name[16..], serviceDay.DayNumber);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(name, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new VisitId(new Guid(hash[..16], bigEndian: true));
    }

    /// <summary>All visits that these series make on one service day, earliest first. Doing it twice gives the same visits.</summary>
    /// <remarks>A visit is narrowed to the patient's guest rules; where the agreed time itself lies outside them, the agreement is the newer word and stands. A link
    /// to another series holds on the days on which both happen.</remarks>
    /// <param name="patients">Everybody the series are for.</param>
    public static IReadOnlyList<Visit> VisitsOn(
        DateOnly serviceDay, IEnumerable<VisitSeries> series, IReadOnlyDictionary<PatientId, Patient> patients, ServiceTime time)
    {
        var today = series.Where(one => one.Recurrence.Includes(serviceDay)).ToDictionary(one => one.Id);
        return [.. today.Values
            .Select(one => one.On(serviceDay, patients[one.Patient], one.FollowsSeries is { } first ? today.GetValueOrDefault(first) : null, time))
            .OrderBy(visit => visit.Allowed.Earliest).ThenBy(visit => visit.Allowed.Latest).ThenBy(visit => visit.Id.Value)];
    }

    private Visit On(DateOnly serviceDay, Patient patient, VisitSeries? first, ServiceTime time)
    {
        var agreed = time.InstantOnServiceDay(serviceDay, At);
        var window = new StartWindow(agreed - Early, agreed + Late);
        if (patient.GuestRules.Allow(agreed, time)) window = patient.GuestRules.Narrow(window, agreed, time) ?? window;
        return new Visit(
            VisitIdOn(serviceDay), Patient, patient.Centre, serviceDay, Id, Call: null, UrgencyClass.Blue, window, Duration,
            CrewRules.StaffNeeded(StaffNeeded, patient), Tasks, first?.VisitIdOn(serviceDay), first is null ? null : FollowsWithin, IsOptional: false);
    }
}
