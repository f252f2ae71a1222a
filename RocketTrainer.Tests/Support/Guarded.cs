using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RocketTrainer.Tests.Support;

/// <summary>Servers that end with their standard input, so that none outlives the tests however these end.</summary>
public static class Guarded
{
    /// <summary>Starts a program; closing its standard input sends it the signal.</summary>
    public static Process Start(string signal, params string[] command)
    {
        const string Guard = "exec 3<&0; signal=$1; shift; \"$@\" & server=$!; (read -r _; kill -$signal $server) <&3 & wait $server";
        var process = Process.Start(new ProcessStartInfo("bash", ["-c", Guard, "guard", signal, .. command])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>A loopback port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens on a loopback port.</summary>
    /// <exception cref="InvalidOperationException">The program ended instead.</exception>
    public static async Task ListensAsync(this Process process, int port)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException e) when (since.Elapsed < TimeSpan.FromSeconds(30))
            {
                if (process.HasExited)
                    throw new InvalidOperationException("The server ended.", e);
            }
        }
    }
}
