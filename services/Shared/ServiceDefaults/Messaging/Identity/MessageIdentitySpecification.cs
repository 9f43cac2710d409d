using MassTransit;
using MassTransit.Configuration;

namespace Microservices.ServiceDefaults.Messaging.Identity;

internal sealed class MessageIdentitySpecification : IPipeSpecification<ConsumeContext>
{
    public void Apply(IPipeBuilder<ConsumeContext> builder) => builder.AddFilter(new MessageIdentityFilter());

    public IEnumerable<ValidationResult> Validate() => [];
}
