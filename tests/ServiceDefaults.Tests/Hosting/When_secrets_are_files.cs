using Microservices.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace Microservices.ServiceDefaults.Tests.Hosting;

public sealed class When_secrets_are_files : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("secrets-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Should_read_each_file_as_the_setting_of_its_name()
    {
        File.WriteAllText(Path.Combine(_folder, "Broker__Password"), "from a file\n");

        Read()["Broker:Password"].ShouldBe("from a file");
    }

    [Fact]
    public void Should_let_the_command_line_win()
    {
        File.WriteAllText(Path.Combine(_folder, "Broker__Password"), "from a file");

        Read("--Broker:Password=stated")["Broker:Password"].ShouldBe("stated");
    }

    [Fact]
    public void Should_go_on_without_the_folder() =>
        Read("--Secrets:Folder=/nowhere")["Broker:Password"].ShouldBeNull();

    private ConfigurationManager Read(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            Args = [$"--Secrets:Folder={_folder}", .. args],
        });
        SecretFiles.Add(builder.Configuration);
        return builder.Configuration;
    }
}
