using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RocketTrainer.Tests.Support;

/// <summary>Keeps every line that is logged.</summary>
public sealed class LogBook : ILoggerProvider
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
        // what was logged stays readable
    }

    private sealed class Logger(LogBook book, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book.Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
