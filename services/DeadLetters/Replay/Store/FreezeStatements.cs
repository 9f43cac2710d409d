namespace Microservices.DeadLetters.Replay.Store;

/// <summary>
/// The statement that turns a selection into items, and the one after it. Both follow the common table expression
/// <c>candidate (id, queue, last_failed_at, reason)</c>, whose reason is null for what is to be replayed.
/// </summary>
/// <param name="Materialized">Word that keeps the candidates from being computed twice.</param>
/// <param name="Insert">Inserts an item per candidate; parameters <c>@replay</c> and <c>@now</c>.</param>
internal sealed record FreezeStatements(string Materialized, string Insert);
