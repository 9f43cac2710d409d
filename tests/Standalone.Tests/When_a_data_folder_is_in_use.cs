namespace Microservices.Standalone.Tests;

public sealed class When_a_data_folder_is_in_use
{
    [Fact]
    public async Task Should_leave_it_to_the_process_that_has_it()
    {
        using var standalone = new StandaloneProcess();
        Directory.CreateDirectory(standalone.DataFolder);
        using (new FileStream(Path.Combine(standalone.DataFolder, "standalone.lock"), FileMode.Create, FileAccess.ReadWrite,
            FileShare.None))
        {
            var refused = await standalone.RunAsync("--exit");
            refused.ExitCode.ShouldBe(1, refused.Output);
            refused.Output.ShouldContain("is used by another process");
        }

        (await standalone.RunAsync("--exit")).ExitCode.ShouldBe(0, "it is free again");
    }
}
