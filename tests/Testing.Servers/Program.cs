// Starts one broker and one database for all test projects, by the same search that each of them would do alone:
//     Microservices.Testing.Servers FILE
// writes TEST_… variables to FILE as lines that a shell can read, and keeps the servers until its standard input ends.
// Exit codes: 0 after a clean end, 2 usage, 3 when a server is not to be had; FILE then names the missing packages.
using Microservices.Testing;
using Microservices.Testing.Servers;

if (args is not [var file])
{
    await Console.Error.WriteLineAsync("usage: Microservices.Testing.Servers FILE");
    return 2;
}

var isTemporary = Environment.GetEnvironmentVariable(PostgresServer.Variable) is not { Length: > 0 };
var postgres = PostgresServer.GetConnectionStringAsync(CancellationToken.None);
var rabbitMq = RabbitMqServer.GetAddressAsync(CancellationToken.None);
try
{
    await Task.WhenAll(postgres, rabbitMq);
}
catch (ServerUnavailableException)
{
    var failures = new[] { postgres.Exception, rabbitMq.Exception }
        .Select(failure => failure?.InnerException).OfType<ServerUnavailableException>().ToList();
    await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, failures.Select(failure => failure.Message)));
    await File.WriteAllLinesAsync(file, failures.Select(failure => failure.MissingPackage).OfType<string>());
    return 3;
}

var broker = await rabbitMq;
string[] lines =
[
    $"{PostgresServer.Variable}='{await postgres}'",
    $"{PostgresServer.TemporaryVariable}={(isTemporary ? 1 : 0)}",
    $"{RabbitMqServer.Variable}='{broker.Amqp.AbsoluteUri}'",
    $"{RabbitMqServer.ManagementVariable}='{broker.Management.AbsoluteUri}'",
];
// Whoever waits for the file finds all of it or nothing.
await File.WriteAllLinesAsync(file + ".new", lines);
File.Move(file + ".new", file, overwrite: true);
while (await Console.In.ReadLineAsync() is not null)
{
    // Only the end of the input counts.
}

return 0;
