using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Costs for as many searches as fill one line of the processor's cache (64 bytes), one line for each node. Reusable scratch; aligned, so that no line lies across two.</summary>
internal sealed class Lines<T>
    where T : unmanaged
{
    private const int Bytes = 64;

    private T[] items = [];
    private int start;

    /// <summary>How many searches run side by side.</summary>
    public static int Width => Bytes / Unsafe.SizeOf<T>();

    public ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(items), start);

    public Span<T> this[int line] => items.AsSpan(start + (line * Width), Width);

    /// <summary>Makes room for so many lines and fills them all.</summary>
    public unsafe void Fill(int lines, T value)
    {
        if (items.Length < (lines + 1) * Width)
        {
            items = GC.AllocateUninitializedArray<T>(checked((lines + (lines / 4) + 2) * Width), pinned: true);
            var offset = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(items)) % Bytes;
            start = (int)((Bytes - offset) % Bytes) / Unsafe.SizeOf<T>();
        }

        items.AsSpan(start, lines * Width).Fill(value);
    }
}
