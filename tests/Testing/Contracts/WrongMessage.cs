namespace Microservices.Testing.Contracts;

/// <summary>A message that breaks its contract in one member.</summary>
/// <param name="Member">The member, such as <c>lines[0].unitPrice</c>.</param>
/// <param name="Kind">What is wrong with it, such as <c>comma</c>.</param>
/// <param name="Json">The message.</param>
public sealed record WrongMessage(string Member, string Kind, string Json)
{
    /// <inheritdoc />
    public override string ToString() => $"{Member}: {Kind}";
}
