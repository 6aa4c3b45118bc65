using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>What the store refuses, as the platform's faults.</summary>
internal static class StoreFaults
{
    public static T Translate<T>(string table, Guid id, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (DuplicateKeyException duplicate)
        {
            throw duplicate.Key is { } key ? Faults.DuplicateKey(key.SchemaName, key.Columns) : Faults.DuplicateId(table, id);
        }
        catch (VersionMismatchException)
        {
            throw Faults.VersionMismatch();
        }
    }

    public static T TranslateQuery<T>(Func<T> query)
    {
        try
        {
            return query();
        }
        catch (QueryNotSupportedException refused)
        {
            throw Faults.QueryRefused(refused.Message);
        }
        catch (InvalidQueryException wrong) when (wrong.Limit is { } limit)
        {
            throw Faults.Make(CodeOf(limit), wrong.Message);
        }
        catch (InvalidQueryException wrong) when (wrong.Table is { } table)
        {
            throw wrong.Column is { } column ? Faults.NoSuchColumn(table, column) : Faults.NoSuchTable(table);
        }
        catch (InvalidQueryException wrong)
        {
            throw Faults.QueryRefused(wrong.Message);
        }
    }

    private static int CodeOf(QueryLimit limit) => limit switch
    {
        QueryLimit.Links => FaultCodes.TooManyLinkEntities,
        QueryLimit.Conditions => FaultCodes.TooManyConditions,
        _ => FaultCodes.AggregateLimit,
    };
}
