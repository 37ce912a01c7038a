namespace MobileTeams.Planning.Published;

/// <summary>Finds the patients that nobody can serve, whatever the plan.</summary>
internal static class Servable
{
    public static void Check(Instance instance)
    {
        for (var patient = 0; patient < instance.Patients.Length; patient++)
        {
            foreach (var care in instance.Patients[patient].Cares)
            {
                if (!AnybodyFor(instance, instance.Patients[patient], care))
                    instance.Unservable.Add($"Patient {instance.Patients[patient].Id}: nobody is competent for {instance.Services[care.Service]}, compatible and allowed.");
            }
        }
    }

    /// <summary>What it costs when the carer gives this service, in units of the file; null: it may not be.</summary>
    public static double? Fit(Instance instance, Patient patient, Care care, int carer)
    {
        var weights = instance.Weights;
        double cost = 0;
        if (instance.Carers[carer].Abilities is { } abilities && !abilities[care.Service])
        {
            if (weights.Qualification.IsHard) return null;
            cost += weights.Qualification.Value;
        }

        if (Array.IndexOf(patient.Incompatible, carer) >= 0)
        {
            if (weights.Incompatible.IsHard) return null;
            cost += weights.Incompatible.Value;
        }

        if (patient.Preferred is { } preferred && Array.IndexOf(preferred, carer) < 0)
        {
            if (weights.Preference.IsHard) return null;
            cost += weights.Preference.Value;
        }

        return cost;
    }

    private static bool AnybodyFor(Instance instance, Patient patient, Care care)
    {
        for (var carer = 0; carer < instance.Carers.Length; carer++)
            if (Fit(instance, patient, care, carer) is not null) return true;
        return false;
    }
}
