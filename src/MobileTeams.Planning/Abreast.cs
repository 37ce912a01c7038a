using System.Runtime.ExceptionServices;

namespace MobileTeams.Planning;

/// <summary>Runs searches side by side on threads of their own; the shared pool is left to whoever answers requests.</summary>
internal static class Abreast
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    /// <summary>Does <paramref name="work"/> for every number below <paramref name="count"/>, each on its own thread, and comes back when all are done. Until then
    /// <paramref name="glance"/> is called four times a second on the calling thread. A fault in either stops the others and is thrown here when they have ended.</summary>
    /// <param name="count">How many threads.</param>
    /// <param name="work">Gets its number, and a token that says when to stop.</param>
    /// <param name="glance">Whoever looks on.</param>
    /// <param name="stop">Stops them all.</param>
    public static void Run(int count, Action<int, CancellationToken> work, Action glance, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ExceptionDispatchInfo? fault = null;
        var threads = new Thread[count];
        for (var index = 0; index < count; index++)
        {
            var own = index;
            threads[index] = new Thread(() => Guarded(() => work(own, ending.Token))) { IsBackground = true, Name = $"planning {own}" };
            threads[index].Start();
        }

        foreach (var thread in threads)
            while (!thread.Join(Glance))
                if (!ending.IsCancellationRequested) Guarded(glance);
        fault?.Throw();

        void Guarded(Action act)
        {
            try
            {
                act();
            }
            catch (Exception thrown)
            {
                _ = Interlocked.CompareExchange(ref fault, ExceptionDispatchInfo.Capture(thrown), null);
                ending.Cancel();
            }
        }
    }
}
