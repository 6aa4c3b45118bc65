using System.Diagnostics;
using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Benchmarks;

/// <summary>What tests wait for: many rows loaded and found by a key, and resolutions with the jobs that follow from them. In process, in processor time.</summary>
internal static class SandboxBenchmark
{
    private const int AtOnce = 1000, Questions = 1000;

    public static void Run(int rows, int resolutions, TextWriter output)
    {
        output.WriteLine("| What | Sandbox: CPU | Per row |");
        output.WriteLine("|---|---|---|");
        using (var engine = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport }))
        {
            World.Prepare(engine, new Uri("http://127.0.0.1:1/"));
            var service = engine.ServiceFor(new CallerContext(engine.AdministratorId));
            Print(output, $"{rows:N0} rows by CreateMultiple of {AtOnce:N0}", rows, () => Load(service, rows));
            Print(output, $"{Questions:N0} reads by alternate key among them", Questions, () => ByKey(service, rows));
            Print(output, $"{Questions:N0} queries by that column among them", Questions, () => ByColumn(service, rows));
        }

        using var other = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport });
        World.Prepare(other, new Uri("http://127.0.0.1:1/"));
        var admin = other.ServiceFor(new CallerContext(other.AdministratorId));
        var cases = Cases(admin, resolutions);
        Print(output, $"{resolutions:N0} cases resolved, each with its asynchronous jobs", resolutions, () => Resolve(other, admin, cases));
        output.WriteLine($"{Count(admin, InvitationTable.Table):N0} invitation rows came of it.");
    }

    /// <summary>Processor time of this process, which other work on the machine does not lengthen.</summary>
    public static void Print(TextWriter output, string what, int count, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        work();
        process.Refresh();
        var used = process.TotalProcessorTime - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {used.TotalSeconds:0.00} s | {used.TotalMilliseconds / count:0.000} ms |"));
    }

    public static void Load(IOrganizationService service, int rows)
    {
        foreach (var some in Enumerable.Range(0, rows).Chunk(AtOnce))
            service.Execute(new CreateMultipleRequest { Targets = new EntityCollection([.. some.Select(Response)]) { EntityName = ResponseTable.Table } });
    }

    public static void ByColumn(IOrganizationService service, int rows)
    {
        for (var i = 0; i < Questions; i++)
        {
            var query = new QueryByAttribute(ResponseTable.Table) { ColumnSet = new ColumnSet(ResponseTable.Score) };
            query.AddAttributeValue(ResponseTable.ExternalId, Key(i * 97 % rows));
            if (service.RetrieveMultiple(query).Entities.Count != 1)
                throw new InvalidOperationException("Expected one row by its key.");
        }
    }

    private static void ByKey(IOrganizationService service, int rows)
    {
        for (var i = 0; i < Questions; i++)
            service.Execute(new RetrieveRequest { Target = new EntityReference(ResponseTable.Table, ResponseTable.ExternalId, Key(i * 97 % rows)), ColumnSet = new ColumnSet(ResponseTable.Score) });
    }

    private static string Key(int number) => (70000 + number).ToString(CultureInfo.InvariantCulture);

    private static Entity Response(int number) => new(ResponseTable.Table, World.Id(9, number))
    {
        [ResponseTable.Name] = Key(number),
        [ResponseTable.ExternalId] = Key(number),
        [ResponseTable.Score] = 1m + (number % 10),
        [ResponseTable.Language] = "nl",
    };

    private static List<Guid> Cases(IOrganizationService admin, int count)
    {
        // Confirmed long enough ago, so that resolutions are planned.
        var connection = admin.RetrieveMultiple(new QueryExpression(ConnectionTable.Table)).Entities[0];
        admin.Update(new Entity(ConnectionTable.Table, connection.Id) { [ConnectionTable.ConnectedSince] = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-30), [ConnectionTable.State] = new OptionSetValue((int)ConnectionState.Ok) });
        var survey = admin.RetrieveMultiple(new QueryExpression(SurveyTable.Table)).Entities[0].ToEntityReference();
        admin.Create(new Entity(RuleTable.Table) { [RuleTable.Name] = "Everybody", [RuleTable.Order] = 1, [RuleTable.Survey] = survey });
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var contact = admin.Create(new Entity("contact") { ["lastname"] = $"Persoon {i}", ["emailaddress1"] = $"p{i}@example.org" });
            return admin.Create(new Entity("incident") { ["title"] = $"Zaak {i}", ["customerid"] = new EntityReference("contact", contact) });
        })];
    }

    private static void Resolve(DataverseEngine engine, IOrganizationService admin, IReadOnlyList<Guid> cases)
    {
        foreach (var id in cases)
        {
            admin.Execute(new OrganizationRequest("CloseIncident")
            {
                ["IncidentResolution"] = new Entity("incidentresolution") { ["subject"] = "Opgelost", ["incidentid"] = new EntityReference("incident", id) },
                ["Status"] = new OptionSetValue(-1),
            });
        }

        engine.Jobs.DrainAsync().GetAwaiter().GetResult();
    }

    private static int Count(IOrganizationService admin, string table)
    {
        var result = admin.RetrieveMultiple(new FetchExpression($"<fetch aggregate='true'><entity name='{table}'><attribute name='{table}id' alias='n' aggregate='count'/></entity></fetch>"));
        return (int)((AliasedValue)result.Entities[0]["n"]).Value;
    }
}
