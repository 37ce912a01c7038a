namespace MobileTeams.Server.Desk;

/// <summary>A text that is typed here and may be written elsewhere at the same time.</summary>
/// <param name="read">As it was kept when it was first read.</param>
internal sealed class Draft(string read)
{
    private string read = read;

    /// <summary>What stands in the field.</summary>
    public string Text { get; set; } = read;

    public bool IsUnsaved => Text != read;

    /// <summary>What is kept by now. It shows when it is another than before, unless something else is being typed here.</summary>
    public void Read(string kept)
    {
        if (!IsUnsaved) Text = kept;
        read = kept;
    }
}
