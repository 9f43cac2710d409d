using Microservices.Benchmarks;

return await BenchmarkCommand.InvokeAsync(args);
