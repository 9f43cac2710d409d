namespace Microservices.DeadLetters.Reading.Letters;

/// <summary>The group of a dead letter.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Owner">Who takes care of it.</param>
/// <param name="Note">What is known.</param>
/// <param name="OpenCount">Its dead letters that are open or being replayed.</param>
public sealed record LetterGroup(long Id, string Title, string Status, string? Owner, string? Note, long OpenCount);
