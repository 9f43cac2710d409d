namespace Microservices.Email.Tests;

internal static class Wait
{
    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 600 && !condition(); i++)
            await Task.Delay(50, cancellationToken);
        condition().ShouldBeTrue();
    }
}
