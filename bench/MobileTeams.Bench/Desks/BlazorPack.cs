using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace MobileTeams.Bench.Desks;

/// <summary>The language of a Blazor circuit: MessagePack's hub protocol under another name.</summary>
/// <remarks>As Blazor's own script does it: <c>CircuitManager.ts</c> of dotnet/aspnetcore renames the ordinary protocol.</remarks>
internal sealed class BlazorPack : IHubProtocol
{
    private readonly MessagePackHubProtocol pack = new();

    public string Name => "blazorpack";

    public int Version => pack.Version;

    public TransferFormat TransferFormat => pack.TransferFormat;

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => pack.GetMessageBytes(message);

    public bool IsVersionSupported(int version) => pack.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) => pack.TryParseMessage(ref input, binder, out message);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => pack.WriteMessage(message, output);
}
