using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Plugins.Tests.Plugins;

/// <summary>
/// Rows in memory with unique keys, row versions and the FetchXML that the plug-ins write: enough to run one plug-in and to
/// count its requests. What it doesn't know it refuses. The sandbox runs the whole; this tells which plug-in is wrong.
/// </summary>
internal sealed class SmallDataverse(Func<DateTime> clock) : IOrganizationService
{
    public const string UsualSecret = "key-of-the-service";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Dictionary<Guid, Entity>> _tables = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>What was asked, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Runs before a request, for what another worker does meanwhile.</summary>
    public Action<string>? Before { get; set; }

    public bool RefusesSecret { get; set; }

    public string Secret { get; set; } = UsualSecret;

    /// <summary>Tables whose alternate keys are not active yet.</summary>
    public HashSet<string> InactiveKeys { get; } = [];

    /// <summary>What SendAppNotification was asked with.</summary>
    public List<OrganizationRequest> Notifications { get; } = [];

    public IReadOnlyList<Entity> All(string table) => Rows(table).Values.ToList();

    public Entity Only(string table) => All(table).Single();

    /// <summary>Puts a row there as if it had always been.</summary>
    public Guid Put(Entity row)
    {
        lock (_lock)
        {
            return Insert(row);
        }
    }

    public void Change(string table, Guid id, string column, object? value)
    {
        lock (_lock)
        {
            var row = Rows(table)[id];
            row[column] = value;
            Touch(row);
        }
    }

    public Guid Create(Entity entity)
    {
        Count("Create " + entity.LogicalName);
        lock (_lock)
        {
            return Insert(entity);
        }
    }

    public void Update(Entity entity)
    {
        Count("Update " + entity.LogicalName);
        Write(entity, false);
    }

    public Entity Retrieve(string entityName, Guid id, ColumnSet columnSet)
    {
        Count("Retrieve " + entityName);
        lock (_lock)
        {
            return Copy(Existing(entityName, id));
        }
    }

    public EntityCollection RetrieveMultiple(QueryBase query)
    {
        var fetch = (FetchExpression)query;
        var tree = System.Xml.Linq.XElement.Parse(fetch.Query);
        Count("Query " + tree.Element("entity")!.Attribute("name")!.Value);
        lock (_lock)
        {
            return new EntityCollection(SmallFetch.Run(tree, table => Rows(table).Values).ToList());
        }
    }

    public OrganizationResponse Execute(OrganizationRequest request)
    {
        switch (request)
        {
            case UpdateRequest update:
                Count("Update " + update.Target.LogicalName);
                Write(update.Target, update.ConcurrencyBehavior == ConcurrencyBehavior.IfRowVersionMatches);
                return new UpdateResponse();
            case UpsertRequest upsert:
                Count("Upsert " + upsert.Target.LogicalName);
                Upsert(upsert.Target);
                return new UpsertResponse();
            case RetrieveRequest { Target.KeyAttributes.Count: 1 } byKey:
                Count("Retrieve " + byKey.Target.LogicalName);
                throw InactiveKeys.Contains(byKey.Target.LogicalName)
                    ? Fault(unchecked((int)0x80060890), "The specified key attributes are not a defined key.")
                    : Fault(unchecked((int)0x80060891), "A record with the specified key values does not exist.");
            case { RequestName: "SendAppNotification" }:
                Count("Notify");
                lock (_lock)
                {
                    Notifications.Add(request);
                }

                return new OrganizationResponse();
            case { RequestName: "RetrieveEnvironmentVariableSecretValue" }:
                Count("Secret");
                return RefusesSecret
                    ? throw Fault(unchecked((int)0x80040220), "No privilege.")
                    : new OrganizationResponse { Results = new ParameterCollection { ["EnvironmentVariableSecretValue"] = Secret } };
            default:
                throw new NotSupportedException(request.RequestName);
        }
    }

    public void Delete(string entityName, Guid id) => throw new NotSupportedException();

    public void Associate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) => throw new NotSupportedException();

    public void Disassociate(string entityName, Guid entityId, Relationship relationship, EntityReferenceCollection relatedEntities) => throw new NotSupportedException();

    private static FaultException<OrganizationServiceFault> Fault(int code, string message) =>
        new(new OrganizationServiceFault { ErrorCode = code, Message = message }, new FaultReason(message));

    private static Entity Copy(Entity row)
    {
        var copy = new Entity(row.LogicalName, row.Id) { RowVersion = row.RowVersion };
        copy.Attributes.AddRange(row.Attributes);
        return copy;
    }

    private static object? Stored(object? value) => value is DateTime on ? on.AddTicks(-(on.Ticks % TimeSpan.TicksPerSecond)) : value;

    private static string? KeyOf(string table) => table switch
    {
        "tvr_invitation" or "tvr_contactstate" or "tvr_connection" or "tvr_alert" => "tvr_key",
        "tvr_survey" or "tvr_location" => "tvr_externalid",
        _ => null,
    };

    private void Count(string request)
    {
        Before?.Invoke(request);
        lock (_lock)
        {
            Requests.Add(request);
        }
    }

    private Guid Insert(Entity entity)
    {
        var rows = Rows(entity.LogicalName);
        if (KeyOf(entity.LogicalName) is { } key && rows.Values.Any(r => Equals(r.GetAttributeValue<string>(key), entity.GetAttributeValue<string>(key))))
        {
            throw Fault(unchecked((int)0x80060892), "A record with matching key values already exists.");
        }

        var id = entity.Id == Guid.Empty ? Guid.NewGuid() : entity.Id;
        var row = new Entity(entity.LogicalName, id);
        row[entity.LogicalName == "incidentresolution" ? "activityid" : entity.LogicalName + "id"] = id;
        row["createdon"] = Stored(clock());
        row["statecode"] = new OptionSetValue(0);
        foreach (var (column, value) in entity.Attributes)
        {
            row[column] = Stored(value);
        }

        Touch(row);
        rows.Add(id, row);
        return id;
    }

    private void Write(Entity entity, bool conditional)
    {
        lock (_lock)
        {
            var row = Existing(entity.LogicalName, entity.Id);
            if (conditional && row.RowVersion != entity.RowVersion)
            {
                throw Fault(unchecked((int)0x80060882), "The version of the existing record doesn't match the RowVersion property provided.");
            }

            foreach (var (column, value) in entity.Attributes)
            {
                row[column] = Stored(value);
            }

            Touch(row);
        }
    }

    private void Upsert(Entity entity)
    {
        lock (_lock)
        {
            var (key, value) = entity.KeyAttributes.Single();
            var existing = Rows(entity.LogicalName).Values.FirstOrDefault(r => Equals(r[key], value));
            var row = new Entity(entity.LogicalName, existing?.Id ?? Guid.Empty);
            row.Attributes.AddRange(entity.Attributes);
            row[key] = value;
            if (existing is null)
            {
                Insert(row);
            }
            else
            {
                Write(row, false);
            }
        }
    }

    private void Touch(Entity row)
    {
        row["versionnumber"] = ++_version;
        row["modifiedon"] = Stored(clock());
        row.RowVersion = _version.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private Entity Existing(string table, Guid id) =>
        Rows(table).TryGetValue(id, out var row) ? row : throw Fault(unchecked((int)0x80040217), $"{table} With Id = {id} Does Not Exist");

    private Dictionary<Guid, Entity> Rows(string table)
    {
        lock (_lock)
        {
            if (!_tables.TryGetValue(table, out var rows))
            {
                _tables.Add(table, rows = []);
            }

            return rows;
        }
    }
}
