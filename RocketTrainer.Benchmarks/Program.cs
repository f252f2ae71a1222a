using BenchmarkDotNet.Running;

// Runs the benchmarks named on the command line, all of them for "--filter *".
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
