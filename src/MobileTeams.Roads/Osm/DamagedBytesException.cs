namespace MobileTeams.Roads.Osm;

/// <summary>Bytes that cannot be what they claim. Never leaves this room: whoever knows the file and the block says it in words.</summary>
internal sealed class DamagedBytesException(string what, Exception? inner = null) : Exception(what, inner);
