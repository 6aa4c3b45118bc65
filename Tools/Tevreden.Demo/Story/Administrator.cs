using Newtonsoft.Json.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Dataverse;

namespace Tevreden.Demo.Story;

/// <summary>What a CRM administrator does after the import: test the connection, make a rule, map fields.</summary>
internal sealed class Administrator(WebApi dataverse)
{
    public const int QuietPeriodDays = 30;

    /// <summary>Presses "Test connection", which brings the surveys and confirms the environment.</summary>
    /// <param name="letJobsRun">Lets the platform's asynchronous jobs run; the test itself is one.</param>
    /// <exception cref="DemoException">The test did not confirm the connection; the message holds its result.</exception>
    public async Task TestConnectionAsync(Func<CancellationToken, Task> letJobsRun, CancellationToken cancellation)
    {
        await dataverse.ActAsync(CustomApis.TestConnection, [], cancellation).ConfigureAwait(false);
        await letJobsRun(cancellation).ConfigureAwait(false);

        var connections = await dataverse.QueryAsync(
            $"{ConnectionTable.Set}?$select={ConnectionTable.ConfirmedOn},{ConnectionTable.TestResult}", cancellation).ConfigureAwait(false);
        if (connections is not [var connection])
            throw new DemoException($"Expected one connection row after {CustomApis.TestConnection}, found {connections.Count}.");
        if (connection.Value<string>(ConnectionTable.ConfirmedOn) is null)
            throw new DemoException($"The connection test confirmed nothing. Its result: {connection.Value<string>(ConnectionTable.TestResult) ?? "none; did its asynchronous step run?"}");
    }

    /// <summary>Makes one rule for the first survey that the service offers.</summary>
    public async Task MakeRuleAsync(CancellationToken cancellation)
    {
        var surveys = await dataverse.QueryAsync(
            $"{SurveyTable.Set}?$select={SurveyTable.Id},{SurveyTable.Name}&$orderby={SurveyTable.ExternalId}", cancellation).ConfigureAwait(false);
        if (surveys.Count == 0)
            throw new DemoException("The connection test brought no survey, so there is nothing to invite for.");

        var rule = await dataverse.CreateAsync(
            RuleTable.Set,
            RuleTable.Id,
            new JObject
            {
                [RuleTable.Name] = "Elke opgeloste aanvraag",
                ["tvr_SurveyId@odata.bind"] = $"/{SurveyTable.Set}({surveys[0].Value<string>(SurveyTable.Id)})",
                [RuleTable.Order] = 10,
                [RuleTable.QuietPeriodDays] = QuietPeriodDays,
            },
            cancellation).ConfigureAwait(false);

        (string Source, string Target, bool Required)[] mappings =
        [
            ("ticketnumber", "casenumber", true),
            ("title", "casetitle", false),
            ("primarycontactid.firstname", "firstname", false),
            ("primarycontactid.lastname", "lastname", false),
            ("customerid.name", "company", false),
            ("ownerid.fullname", "agent", false),
        ];
        foreach (var (source, target, required) in mappings)
        {
            var mapping = new JObject
            {
                [FieldMappingTable.Name] = $"{source} → {target}",
                [FieldMappingTable.Source] = source,
                [FieldMappingTable.Target] = target,
                [FieldMappingTable.Required] = required,
                ["tvr_RuleId@odata.bind"] = $"/{RuleTable.Set}({rule})",
            };
            await dataverse.CreateAsync(FieldMappingTable.Set, FieldMappingTable.Id, mapping, cancellation).ConfigureAwait(false);
        }
    }
}
