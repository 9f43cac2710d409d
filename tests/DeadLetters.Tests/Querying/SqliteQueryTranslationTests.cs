using Microservices.DeadLetters.Tests.Querying.Stores;

namespace Microservices.DeadLetters.Tests.Querying;

public sealed class SqliteQueryTranslationTests(SqliteQueryStore store)
    : QueryTranslationTests(store), IClassFixture<SqliteQueryStore>;
