using System.Runtime.ExceptionServices;

namespace MobileTeams.Planning;

/// <summary>Runs searches side by side on threads of their own; the shared pool is left to whoever answers requests.</summary>
internal static class Abreast
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    /// <summary>Does <paramref name="work"/> for every number below <paramref name="count"/>, each on its own thread, and comes back when all are done. Until then
    /// <paramref name="glance"/> is called four times a second on the calling thread. A fault in the work is thrown here.</summary>
    public static void Run(int count, Action<int> work, Action? glance = null)
    {
        ExceptionDispatchInfo? fault = null;
        var threads = new Thread[count];
        for (var index = 0; index < count; index++)
        {
            var own = index;
            threads[index] = new Thread(() => Guarded(own)) { IsBackground = true, Name = $"planning {own}" };
            threads[index].Start();
        }

        foreach (var thread in threads)
            while (!thread.Join(Glance)) glance?.Invoke();
        fault?.Throw();

        void Guarded(int index)
        {
            try
            {
                work(index);
            }
            catch (Exception thrown)
            {
                _ = Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(thrown), null);
            }
        }
    }
}
