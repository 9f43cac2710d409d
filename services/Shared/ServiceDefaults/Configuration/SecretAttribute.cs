namespace Microservices.ServiceDefaults.Configuration;

/// <summary>The setting's value is never shown.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
