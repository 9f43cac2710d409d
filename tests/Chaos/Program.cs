using Microservices.Chaos;

return await ChaosCommand.InvokeAsync(args);
