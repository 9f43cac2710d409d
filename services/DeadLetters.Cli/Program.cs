using Microservices.DeadLetters.Cli.Running;

return await CliRunner.RunAsync(args, CliEnvironment.OfProcess(), CancellationToken.None);
