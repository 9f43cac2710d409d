using Microservices.DeadLetters.Data;

namespace Microservices.DeadLetters.Ingest.Storing;

/// <summary>What a batch changes in a dead letter that was there before. Its body stays: it is the original.</summary>
/// <param name="Id">The dead letter.</param>
/// <param name="NewAttempts">Attempts that were not known.</param>
/// <param name="Reopens">Whether it had been dealt with, and has come back.</param>
/// <param name="Latest">Its failure, if that is the latest one; null when it is late news.</param>
internal sealed record LetterChange(long Id, int NewAttempts, bool Reopens, DeadLetter? Latest);
