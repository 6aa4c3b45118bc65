using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Cli.Erasure;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Sync;

/// <summary>The connection row, as far as the job needs it.</summary>
internal sealed record ConnectionFacts(Guid Id, string? Organisation, string? Host, string? Platform, DateTime? ConnectedSince, int? RetainRemarksDays);

/// <summary>What a run must know before it begins, read in one request.</summary>
internal sealed class Opening
{
    private const string VariableTable = "environmentvariabledefinition";
    private const string ValueTable = "environmentvariablevalue";
    private const string VariableName = "schemaname";
    private const string ValueAlias = "value";

    private Opening(Guid organisation, ConnectionFacts? connection, IReadOnlyList<Entity> checkpoints, Books books, IReadOnlyDictionary<string, string> variables)
    {
        Organisation = organisation;
        Connection = connection;
        Checkpoints = checkpoints;
        Books = books;
        Variables = variables;
    }

    /// <summary>Id of the organisation that answered.</summary>
    public Guid Organisation { get; }

    /// <summary>Null before the first connection test.</summary>
    public ConnectionFacts? Connection { get; }

    /// <summary>The rows of all streams of responses, and of what waits beside them.</summary>
    public IReadOnlyList<Entity> Checkpoints { get; }

    public Books Books { get; }

    /// <summary>The solution's environment variables that are filled, by schema name.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>The stream's row; null before its first run.</summary>
    public Entity? Checkpoint(string stream) => Checkpoints.FirstOrDefault(row => row.Text(CheckpointTable.Stream) == stream);

    public static async Task<Opening> ReadAsync(DataverseClient client, DateTime now, CancellationToken cancellation)
    {
        var surveys = Fetch.Query(Fetch.Entity(
            SurveyTable.Table, Fetch.Columns(SurveyTable.Id, SurveyTable.ExternalId, SurveyTable.Anonymous, SurveyTable.StoreAnswers), Fetch.Order(SurveyTable.Id)));
        var locations = Fetch.Query(Fetch.Entity(LocationTable.Table, Fetch.Columns(LocationTable.Id, LocationTable.ExternalId), Fetch.Order(LocationTable.Id)));
        var answers = await client.ReadTogetherAsync(
            [
                new WhoAmIRequest(),
                DataverseReading.Request(ConnectionQuery()),
                DataverseReading.Request(Sync.Checkpoint.QueryWithBacklogs()),
                DataverseReading.Request(surveys),
                DataverseReading.Request(locations),
                DataverseReading.Request(VariablesQuery()),
                DataverseReading.Request(ErasedThings.Query()),
            ],
            cancellation);

        var surveyRows = await client.ReadRestAsync(surveys, DataverseReading.Rows(answers[3]), cancellation);
        var erasedRows = await client.ReadRestAsync(ErasedThings.Query(), DataverseReading.Rows(answers[6]), cancellation);
        var locationRows = await client.ReadRestAsync(locations, DataverseReading.Rows(answers[4]), cancellation);
        var connection = DataverseReading.Rows(answers[1]).Entities.Select(ReadConnection).FirstOrDefault();
        return new Opening(
            (Guid)answers[0].Results["OrganizationId"],
            connection,
            [.. DataverseReading.Rows(answers[2]).Entities],
            new Books([.. surveyRows.Select(ReadSurvey)], locationRows.Where(row => row.Text(LocationTable.ExternalId) is not null).Select(row => KeyValuePair.Create(row.Text(LocationTable.ExternalId)!, row.Id)), ErasedThings.Read(erasedRows)) { RemarksKeptSince = connection?.RetainRemarksDays is { } days ? now.AddDays(-days) : null },
            ReadVariables(DataverseReading.Rows(answers[5]).Entities));
    }

    private static System.Xml.Linq.XElement ConnectionQuery() => Fetch.Query(Fetch.Entity(
        ConnectionTable.Table,
        Fetch.Columns(ConnectionTable.Id, ConnectionTable.ConfirmedOrganisation, ConnectionTable.ConfirmedHost, ConnectionTable.ConfirmedPlatform,
            ConnectionTable.ConnectedSince, ConnectionTable.RetainRemarksDays),
        Fetch.And(Fetch.Is(ConnectionTable.Key, ConnectionTable.TheKey))));

    private static System.Xml.Linq.XElement VariablesQuery() => Fetch.Query(Fetch.Entity(
        VariableTable,
        Fetch.Columns(VariableName, "defaultvalue"),
        Fetch.And(Fetch.IsOneOf(VariableName, [EnvironmentVariables.ApiBaseUrl, EnvironmentVariables.Platform, EnvironmentVariables.ApiProfile])),
        Fetch.Join(ValueTable, "environmentvariabledefinitionid", "environmentvariabledefinitionid", ValueAlias, Fetch.Columns("value"))));

    private static ConnectionFacts ReadConnection(Entity row) => new(
        row.Id, row.Text(ConnectionTable.ConfirmedOrganisation), row.Text(ConnectionTable.ConfirmedHost), row.Text(ConnectionTable.ConfirmedPlatform),
        row.Date(ConnectionTable.ConnectedSince), row.Whole(ConnectionTable.RetainRemarksDays));

    private static SurveyInfo ReadSurvey(Entity row) => new(
        row.Id, row.Text(SurveyTable.ExternalId), row.Flag(SurveyTable.Anonymous), row.Choice<StoreAnswers>(SurveyTable.StoreAnswers) != StoreAnswers.None);

    private static Dictionary<string, string> ReadVariables(IEnumerable<Entity> rows)
    {
        var variables = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            if (row.Text(VariableName) is { } name && (row.Text(ValueAlias + ".value") ?? row.Text("defaultvalue")) is { } value && !string.IsNullOrWhiteSpace(value))
                variables[name] = value.Trim();
        }

        return variables;
    }
}
