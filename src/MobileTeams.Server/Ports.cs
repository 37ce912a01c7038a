using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using MobileTeams.Server.Data;

namespace MobileTeams.Server;

/// <summary>Where the server is asked to listen, tried before anything else is done.</summary>
internal static class Ports
{
    /// <exception cref="StartFailure"><c>port.busy</c>: somebody else listens there.</exception>
    public static void TryAll(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.Port == 0 || address.IsUnixPipe || address.IsNamedPipe) continue;
            using var listener = new TcpListener(AddressOf(address.Host), address.Port);
            try
            {
                listener.Start();
            }
            catch (SocketException busy) when (busy.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw new StartFailure($"port.busy: something already listens on {address.Host}:{address.Port}. Stop it, or choose another place with --urls http://{address.Host}:PORT.");
            }
        }
    }

    private static IPAddress AddressOf(string host) =>
        host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : IPAddress.Any;
}
