using Microservices.ServiceDefaults.Configuration;

namespace Microservices.Invoice.Xml;

/// <summary>The electronic invoice, under <c>Invoice__Xml</c>.</summary>
internal sealed class XmlOptions
{
    /// <summary>Whether XML is made beside the PDF; <see langword="true"/> by default. What is stored is given out either way.</summary>
    [Example("true")]
    public bool Enabled { get; set; } = true;
}
