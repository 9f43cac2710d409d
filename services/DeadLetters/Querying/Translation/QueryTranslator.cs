using System.Linq.Expressions;
using Microservices.DeadLetters.Querying.Terms;

namespace Microservices.DeadLetters.Querying.Translation;

/// <summary>Makes a condition on dead letters of a query, from which EF Core makes SQL for either engine.</summary>
/// <param name="dialect">What the engine says differently.</param>
/// <param name="groups">All groups: what they have in common is looked for among these, which are few.</param>
/// <param name="now">From when ages count back, UTC.</param>
internal sealed class QueryTranslator(IQueryDialect dialect, IQueryable<DeadLetterGroup> groups, DateTime now)
{
    // The ids that people know, by their names in the contracts.
    private static readonly string[] BusinessIds = ["orderId", "orderNumber", "invoiceNumber", "reservationId"];

    private readonly ParameterExpression _letter = Expression.Parameter(typeof(DeadLetter), "letter");
    private readonly TextConditions _texts = new(dialect);

    /// <summary>The condition of all effective terms.</summary>
    internal Expression<Func<DeadLetter, bool>> Translate(DeadLetterQuery query)
    {
        var terms = query.EffectiveTerms.Select(term =>
        {
            var condition = Translate(term);
            return term.IsNegated ? Expression.Not(condition) : condition;
        });
        return Expression.Lambda<Func<DeadLetter, bool>>(terms.Aggregate((left, right) => Expression.AndAlso(left, right)), _letter);
    }

    private Expression Translate(QueryTerm term) => term switch
    {
        WordTerm word => Translate(word),
        TextTerm text => Any(text.Values, value => Translate(text, value)),
        ChoiceTerm choice => Choose(choice),
        NumberTerm number => Compare(number),
        AgeTerm age => Compare(age),
        TimeTerm time => Compare(time.Comparison, Member(nameof(DeadLetter.LastFailedAt)), Parameter.Of(time.At)),
        BodyTerm body => Translate(body),
        _ => throw new InvalidOperationException($"No translation of {term.GetType().Name}."),
    };

    private Expression Translate(WordTerm word)
    {
        Expression found = Expression.OrElse(
            Contains(nameof(DeadLetter.ExceptionMessage), word.Text), Contains(nameof(DeadLetter.ExceptionType), word.Text));
        if (word.Text.HasWildcard || word.Text.IsEmpty || !word.Text.Literal.Any(char.IsAsciiDigit))
            return found;

        // It may be an id: whoever has one finds the dead letter, whatever it is the id of. Each is answered by an index.
        string[] columns = [nameof(DeadLetter.MessageKey), nameof(DeadLetter.CorrelationId), nameof(DeadLetter.ConversationId), nameof(DeadLetter.TraceId)];
        found = columns.Select(column => IsIdentifier(column, column != nameof(DeadLetter.MessageKey), false, word.Text))
            .Aggregate(found, Expression.OrElse);
        return BusinessIds.Select(name => (Expression)Translate(new BodyTerm(new ValueList<string>([name]), new ValueList<QueryText>([word.Text]))))
            .Aggregate(found, Expression.OrElse);
    }

    private Expression Translate(TextTerm term, QueryText value) => term.Key switch
    {
        QueryKeys.Queue => IsOfGroup(nameof(DeadLetterGroup.Queue), false, QueryKeyKind.Name, term.IsExact, value),
        QueryKeys.Source => Fits(nameof(DeadLetter.SourceQueue), false, QueryKeyKind.Name, term.IsExact, value),
        QueryKeys.MessageType => Fits(nameof(DeadLetter.MessageType), true, QueryKeyKind.TypeName, term.IsExact, value),
        QueryKeys.ExceptionType =>
            IsOfGroup(nameof(DeadLetterGroup.ExceptionType), true, QueryKeyKind.TypeName, term.IsExact, value),
        QueryKeys.ExceptionMessage => Fits(nameof(DeadLetter.ExceptionMessage), true, QueryKeyKind.Text, term.IsExact, value),
        QueryKeys.Frame => IsOfGroup(nameof(DeadLetterGroup.OwnFrame), true, QueryKeyKind.Text, term.IsExact, value),
        QueryKeys.MessageId => IsIdentifier(nameof(DeadLetter.MessageKey), false, term.IsExact, value),
        QueryKeys.CorrelationId => IsIdentifier(nameof(DeadLetter.CorrelationId), true, term.IsExact, value),
        QueryKeys.ConversationId => IsIdentifier(nameof(DeadLetter.ConversationId), true, term.IsExact, value),
        QueryKeys.TraceId => IsIdentifier(nameof(DeadLetter.TraceId), true, term.IsExact, value),
        _ => throw new InvalidOperationException($"No translation of {term.Key}."),
    };

    // Queue, exception type and frame are parts of a group's fingerprint: a dead letter with others is in another group.
    private MethodCallExpression IsOfGroup(string member, bool isNullable, QueryKeyKind kind, bool isExact, QueryText value)
    {
        var group = Expression.Parameter(typeof(DeadLetterGroup), "group");
        var fits = _texts.Fits(Expression.Property(group, member), isNullable, kind, isExact, value);
        var ids = groups.Where(Expression.Lambda<Func<DeadLetterGroup, bool>>(fits, group)).Select(one => one.Id);
        return Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(long)], ids.Expression,
            Member(nameof(DeadLetter.GroupId)));
    }

    private Expression IsIdentifier(string member, bool isNullable, bool isExact, QueryText value)
    {
        if (isExact || value.IsEmpty || value.HasWildcard)
            return Fits(member, isNullable, QueryKeyKind.Identifier, isExact, value);

        // By equality, so that an index answers: as typed, and a UUID as it is usually written.
        HashSet<string> spellings = [value.Literal];
        if (Guid.TryParse(value.Literal, out var id))
            spellings.UnionWith([id.ToString("D"), id.ToString("N")]);
        return TextConditions.IsOneOf(Member(member), spellings);
    }

    private Expression Choose(ChoiceTerm choice)
    {
        var member = Member(choice.Key == QueryKeys.Status ? nameof(DeadLetter.Status) : nameof(DeadLetter.Cause));
        // Constants, from a closed list: only by them the database knows that a partial index holds all of the rows.
        return Any(choice.Values, value => Expression.Equal(member, Expression.Constant(value)));
    }

    private Expression Compare(NumberTerm term)
    {
        var member = Member(term.Key switch
        {
            QueryKeys.Id => nameof(DeadLetter.Id),
            QueryKeys.Group => nameof(DeadLetter.GroupId),
            QueryKeys.Attempts => nameof(DeadLetter.Attempts),
            QueryKeys.Replays => nameof(DeadLetter.FailedReplays),
            _ => throw new InvalidOperationException($"No translation of {term.Key}."),
        });
        var number = member.Type == typeof(long) ? (Expression)member : Expression.Convert(member, typeof(long));
        return Any(term.Values, value => Compare(term.Comparison, number, Parameter.Of(value)));
    }

    private BinaryExpression Compare(AgeTerm term)
    {
        var at = Parameter.Of(now - term.Age);
        var opened = Member(nameof(DeadLetter.OpenedAt));
        return term.Comparison switch
        {
            Comparison.Above => Expression.LessThan(opened, at),
            Comparison.AtLeast => Expression.LessThanOrEqual(opened, at),
            Comparison.Below => Expression.GreaterThan(opened, at),
            _ => Expression.GreaterThanOrEqual(opened, at),
        };
    }

    private static BinaryExpression Compare(Comparison comparison, Expression left, Expression right) => comparison switch
    {
        Comparison.Above => Expression.GreaterThan(left, right),
        Comparison.AtLeast => Expression.GreaterThanOrEqual(left, right),
        Comparison.Below => Expression.LessThan(left, right),
        Comparison.AtMost => Expression.LessThanOrEqual(left, right),
        _ => Expression.Equal(left, right),
    };

    private BinaryExpression Translate(BodyTerm term)
    {
        var document = Member(nameof(DeadLetter.BodyJson));
        var hasValue = Any(term.Values.SelectMany(BodyLiterals.Of).Distinct(),
            literal => dialect.HasValue(document, term.Path, literal));
        return Expression.AndAlso(Expression.NotEqual(document, Expression.Constant(null, typeof(string))), hasValue);
    }

    private Expression Contains(string member, QueryText value) => Fits(member, true, QueryKeyKind.Text, false, value);

    private Expression Fits(string member, bool isNullable, QueryKeyKind kind, bool isExact, QueryText value) =>
        _texts.Fits(Member(member), isNullable, kind, isExact, value);

    private MemberExpression Member(string name) => Expression.Property(_letter, name);

    private static Expression Any<T>(IEnumerable<T> values, Func<T, Expression> translate) =>
        values.Select(translate).Aggregate((left, right) => Expression.OrElse(left, right));
}

/// <summary>Values as EF Core makes parameters of them: members of an object, as a lambda's captured variables are.</summary>
internal static class Parameter
{
    /// <summary>A value that becomes a parameter.</summary>
    internal static Expression Of<T>(T value) =>
        Expression.Property(Expression.Constant(new Captured<T>(value)), nameof(Captured<T>.Value));

    private sealed record Captured<T>(T Value);
}
