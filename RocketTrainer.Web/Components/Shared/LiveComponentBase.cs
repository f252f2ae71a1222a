using Microsoft.AspNetCore.Components;
using RocketTrainer.Core.Live;

namespace RocketTrainer.Web.Components.Shared;

/// <summary>
/// A component that shows live values. It says what it watches and how often it may render; the rest happens here:
/// watching starts only on an interactive page, renders are spaced out but the newest value always gets one, faults go
/// to the component's own error boundary, and disposal waits until nothing runs any more.
/// </summary>
public abstract class LiveComponentBase : ComponentBase, IAsyncDisposable
{
    private static readonly TimeSpan FiveASecond = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _gone = new();
    private readonly List<Task> _running = [];
    private TimeSpan _spacing = TimeSpan.MaxValue;
    private long? _rendered;
    private bool _renderPending;

    [Inject]
    protected TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Cancelled when the page was left.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>
    /// Takes the topic's value now, for the first render, and on an interactive page each newer one that there is time
    /// for. Call it from <c>OnInitialized</c>.
    /// </summary>
    /// <param name="apply">Runs on the component's own dispatcher, at most once per <paramref name="atMostEvery"/>.</param>
    /// <param name="atMostEvery">200 ms unless told; all watches of a component share the shortest.</param>
    protected void Watch<T>(LiveTopic<T> topic, Action<T> apply, TimeSpan? atMostEvery = null)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(apply);

        var first = topic.Latest;
        apply(first);
        if (!RendererInfo.IsInteractive || _gone.IsCancellationRequested)
            return;

        var spacing = atMostEvery ?? FiveASecond;
        _spacing = spacing < _spacing ? spacing : _spacing;
        _running.Add(PumpAsync(topic, first, Apply, spacing));

        Task Apply(T value)
        {
            apply(value);
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Runs <paramref name="react"/> now and then after newer values of the topic, on an interactive page, at most five
    /// times a second unless told: for what must be read again when something changed. Renders after each run, unless
    /// <paramref name="react"/> does so itself.
    /// </summary>
    protected void OnEach<T>(LiveTopic<T> topic, Func<T, Task> react, TimeSpan? atMostEvery = null, bool render = true)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(react);
        if (!RendererInfo.IsInteractive || _gone.IsCancellationRequested)
            return;

        _spacing = FiveASecond < _spacing ? FiveASecond : _spacing;
        _running.Add(PumpAsync(topic, default, react, atMostEvery ?? FiveASecond, render));
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_gone.IsCancellationRequested)
            return;

        await _gone.CancelAsync();
        await Task.WhenAll(_running);
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    // While the pump rests after a value, newer ones wait in the topic's inbox, which keeps only the newest.
    private async Task PumpAsync<T>(LiveTopic<T> topic, T? first, Func<T, Task> apply, TimeSpan spacing, bool render = true)
    {
        try
        {
            var isFirst = true;
            await foreach (var value in topic.WatchAsync(_gone.Token))
            {
                var known = isFirst && EqualityComparer<T>.Default.Equals(value, first);
                isFirst = false;
                if (known)
                    continue;

                await InvokeAsync(async () =>
                {
                    await apply(value);
                    if (render)
                        RenderSoon();
                });
                await Task.Delay(spacing, Time, _gone.Token);
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }

    // On the dispatcher: these fields need no lock.
    private void RenderSoon()
    {
        if (_renderPending || _gone.IsCancellationRequested)
            return;

        var wait = _rendered is { } at ? _spacing - Time.GetElapsedTime(at) : TimeSpan.Zero;
        if (wait <= TimeSpan.Zero)
        {
            Render();
            return;
        }

        _renderPending = true;
        _running.RemoveAll(static task => task.IsCompleted);
        _running.Add(RenderAfterAsync(wait));
    }

    private async Task RenderAfterAsync(TimeSpan wait)
    {
        try
        {
            await Task.Delay(wait, Time, _gone.Token);
            await InvokeAsync(Render);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Render()
    {
        _renderPending = false;
        _rendered = Time.GetTimestamp();
        StateHasChanged();
    }
}
