using Microservices.Standalone.Command;

return await StandaloneCommand.InvokeAsync(args);
