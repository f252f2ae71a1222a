using System.Net;

namespace RocketTrainer.Core.Ballchasing.Sandbox;

/// <summary>A request the sandbox turns down, with the status and the error text of the reply.</summary>
internal sealed class SandboxFault(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;
}
