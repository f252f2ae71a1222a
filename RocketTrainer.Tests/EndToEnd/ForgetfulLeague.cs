using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace RocketTrainer.Tests.EndToEnd;

/// <summary>The same on a server that ends a page at once when its line broke, and keeps what it can be taken up from.</summary>
public class ForgetfulLeague : ImportedLeague
{
    private readonly Circuits _circuits;

    public ForgetfulLeague()
        : this(new Circuits(), static _ => { })
    {
    }

    protected ForgetfulLeague(Action<CircuitOptions> more)
        : this(new Circuits(), more)
    {
    }

    private ForgetfulLeague(Circuits circuits, Action<CircuitOptions> more)
        : base(services => services.AddSingleton<CircuitHandler>(circuits).Configure<CircuitOptions>(o =>
        {
            o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMilliseconds(100);
            more(o);
        })) => _circuits = circuits;

    /// <summary>Done once the server knows no page any more.</summary>
    /// <exception cref="TimeoutException">It still knows some after half a minute.</exception>
    public async Task HasForgottenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _circuits.NoneAsync().WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"The server still knows {_circuits}.", e);
        }
    }

    private sealed class Circuits : CircuitHandler
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _open;
        private int _opened;

        public Task NoneAsync()
        {
            lock (_lock)
                return _none.Task;
        }

        public override string ToString()
        {
            lock (_lock)
                return $"{_open} of {_opened} pages";
        }

        public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                _opened++;
                if (_open++ == 0)
                    _none = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return Task.CompletedTask;
        }

        public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                if (--_open == 0)
                    _none.TrySetResult();
            }

            return Task.CompletedTask;
        }
    }
}

/// <summary>And on one that keeps nothing at all of it, as if it had been started anew.</summary>
public sealed class ForgottenLeague() : ForgetfulLeague(static options =>
{
    options.PersistedCircuitInMemoryMaxRetained = 0;
    options.PersistedCircuitInMemoryRetentionPeriod = TimeSpan.FromMilliseconds(1);
    options.PersistedCircuitDistributedRetentionPeriod = TimeSpan.FromMilliseconds(1);
});
