using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace RocketTrainer.Tests.Support;

/// <summary>The app as a process of its own, which can be killed for real.</summary>
public sealed class RocketTrainerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly LogBook _log;

    private RocketTrainerProcess(Process process, HttpClient api, LogBook log) => (_process, Api, _log) = (process, api, log);

    /// <summary>A client that shows the administrator's key.</summary>
    public HttpClient Api { get; }

    public Uri Address => new(Api.BaseAddress!, "/");

    /// <summary>What it has said so far.</summary>
    public LogBook Log => _log;

    /// <summary>Starts the app and waits until it is ready.</summary>
    public static Task<RocketTrainerProcess> StartAsync(TemporaryDirectory data, BallchasingServer server, CancellationToken cancellationToken, string tier = "unlimited") =>
        StartAsync(data.Settings, server, cancellationToken, tier);

    /// <inheritdoc cref="StartAsync(TemporaryDirectory, BallchasingServer, CancellationToken, string)"/>
    /// <param name="settings">Where its data and its database are, and what else it is told.</param>
    public static async Task<RocketTrainerProcess> StartAsync(IEnumerable<(string Key, string Value)> settings, BallchasingServer server, CancellationToken cancellationToken, string tier = "unlimited")
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Web.Components.App).Assembly.Location);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Urls"] = "http://127.0.0.1:0"; // a free port; the app says which
        start.Environment["Bootstrap__AdminApiKey"] = RocketTrainerApp.AdminKey;
        start.Environment["Ballchasing__BaseUrl"] = server.BaseUrl;
        start.Environment["Ballchasing__ApiKey"] = BallchasingServer.Key;
        start.Environment["Ballchasing__Tier"] = tier;
        start.Environment["Importing__SyncEvery"] = "0";
        start.Environment["Api__RequestsPerMinute"] = "100000"; // the tests ask in a loop
        foreach (var (key, value) in settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var log = new LogBook();
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = Process.Start(start)!;
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The app ended:\n" + string.Join('\n', log.Lines)));
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);
        var api = new HttpClient { BaseAddress = new Uri(address, "/api/v1/") };
        api.DefaultRequestHeaders.Add("X-Api-Key", RocketTrainerApp.AdminKey);
        var app = new RocketTrainerProcess(process, api, log);
        await app.ReadyAsync(cancellationToken);
        return app;

        void Read(string? line)
        {
            log.Lines.Enqueue(line ?? "");
            if (line?.Split("Now listening on: ") is [_, var address])
                listening.TrySetResult(new Uri(address));
        }
    }

    public Task<JsonElement> ReceiptAsync(Guid import, CancellationToken cancellationToken) =>
        Api.GetFromJsonAsync<JsonElement>(string.Create(CultureInfo.InvariantCulture, $"imports/{import}"), cancellationToken);

    /// <summary>The receipt of an import that is over, once it is.</summary>
    public async Task<JsonElement> EndAsync(Guid import, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var receipt = await ReceiptAsync(import, limit.Token);
            if (receipt.State() is "completed" or "cancelled" or "failed")
                return receipt;
        }
    }

    /// <summary>Asks it to end (SIGTERM); its exit code, once it has.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(CancellationToken.None);
        return _process.ExitCode;
    }

    /// <summary>Ends it without a word, as a power cut would (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        Api.Dispose();
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            Assert.False(_process.HasExited, "The app ended:\n" + string.Join('\n', _log.Lines));
            try
            {
                using var answer = await Api.GetAsync(new Uri(Api.BaseAddress!, "/health/ready"), limit.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }
        }
    }
}
