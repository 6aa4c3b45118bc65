using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests;

/// <summary>The packed solution in an environment of its own, connected to a simulated service, with one rule.</summary>
internal sealed class Product : IAsyncDisposable
{
    /// <summary>The API key of the service.</summary>
    public const string Key = "sleutel-van-de-test";

    private const string Platform = "voorbeeld";

    private Product(DataverseEngine engine, SimulatedService service)
    {
        Engine = engine;
        Service = service;
        Admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
    }

    public DataverseEngine Engine { get; }

    public SimulatedService Service { get; }

    public IOrganizationService Admin { get; }

    /// <param name="options">Of the environment.</param>
    /// <param name="quietPeriodDays">Of the rule.</param>
    /// <param name="workers">Threads that run jobs; none leaves them to the test.</param>
    /// <param name="profile">What differs from the default API profile, for the service and for the connector.</param>
    public static async Task<Product> StartAsync(EngineOptions? options = null, int quietPeriodDays = 0, int workers = 0, string? profile = null)
    {
        var product = await StartUnconnectedAsync(options, profile, workers: workers);
        await product.ConnectAsync();
        product.MakeRule(quietPeriodDays);

        // A saved rule has a job of its own, which is none of the test's.
        await product.Engine.Jobs.DrainAsync();
        return product;
    }

    /// <summary>Imported, with its environment variables filled, and nothing pressed or made yet.</summary>
    /// <param name="options">Of the environment.</param>
    /// <param name="profile">What differs from the default API profile, for the service and for the connector.</param>
    /// <param name="beforeImport">What the environment lived through before it knew the solution.</param>
    /// <param name="workers">Threads that run jobs; none leaves them to the test.</param>
    public static async Task<Product> StartUnconnectedAsync(EngineOptions? options = null, string? profile = null, Action<Product>? beforeImport = null, int workers = 0)
    {
        var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform, Profile = profile });
        var engine = DataverseEngine.Start((options ?? new EngineOptions()) with
        {
            AsyncWorkers = workers,
            KeyIndexing = options?.KeyIndexing == KeyIndexing.OnRequest ? KeyIndexing.OnRequest : KeyIndexing.WithImport,
            OrganizationId = Guid.NewGuid(),
            PluginTimeLimit = Timeout.InfiniteTimeSpan,
        });
        var product = new Product(engine, service);
        beforeImport?.Invoke(product);
        using (var zip = File.OpenRead(PackedSolution.ManagedZip))
            engine.ImportSolution(zip);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.Address.AbsoluteUri);
        engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiKey, Key);
        if (profile is not null)
            engine.SetEnvironmentVariable(EnvironmentVariables.ApiProfile, profile);
        return product;
    }

    public Guid Contact(string? email = "jan@voorbeeld.nl")
    {
        var row = new Entity("contact") { ["lastname"] = "Jansen" };
        if (email is not null)
            row["emailaddress1"] = email;
        return Admin.Create(row);
    }

    public Guid Case(Guid contact, string title = "Kapot") => Admin.Create(new Entity("incident")
    {
        ["title"] = title,
        ["customerid"] = new EntityReference("contact", contact),
        ["primarycontactid"] = new EntityReference("contact", contact),
    });

    /// <summary>A case of an account, with a contact to ask.</summary>
    public Guid Case(Guid account, Guid contact) => Admin.Create(new Entity("incident")
    {
        ["title"] = "Kapot",
        ["customerid"] = new EntityReference("account", account),
        ["primarycontactid"] = new EntityReference("contact", contact),
    });

    public static CloseIncidentRequest CloseRequest(Guid incident) => new()
    {
        IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Opgelost", ["incidentid"] = new EntityReference("incident", incident) },
        Status = new OptionSetValue(-1),
    };

    public void Resolve(Guid incident) => Admin.Execute(CloseRequest(incident));

    public void Reopen(Guid incident) => SetState(incident, 0, 1);

    public void Cancel(Guid incident) => SetState(incident, 2, 6);

    /// <summary>The plain update that some environments allow: it leaves no resolution row.</summary>
    public void ResolveDirectly(Guid incident) => SetState(incident, 1, 5);

    public void Merge(string table, Guid subordinate, Guid into) => Admin.Execute(new MergeRequest
    {
        Target = new EntityReference(table, into),
        SubordinateId = subordinate,
        UpdateContent = new Entity(table),
    });

    /// <summary>What the job's reconcile does with a case.</summary>
    /// <returns>Rows made or changed.</returns>
    public int Plan(Guid incident) =>
        (int)Admin.Execute(new OrganizationRequest(CustomApis.PlanCase) { [CustomApis.CaseId] = incident }).Results[CustomApis.Written];

    /// <summary>What any clock does.</summary>
    public void RunDue() => Admin.Execute(new OrganizationRequest(CustomApis.RunDue));

    /// <summary>Runs all jobs; none may fail.</summary>
    public async Task DeliverAllAsync()
    {
        var jobs = await Engine.Jobs.DrainAsync();
        Assert.IsTrue(jobs.All(job => job.Succeeded), string.Join("\n", jobs.Select(job => job.Message)));
    }

    /// <summary>Takes a job away before it ran, as a platform that lost it would.</summary>
    public void Lose(Guid job) => Admin.Delete("asyncoperation", job);

    public IReadOnlyList<Entity> InvitationsOf(params IReadOnlyList<Guid> cases) => RowsWhere(InvitationTable.Table, InvitationTable.CaseIdText, [.. cases.Select(id => (object)id.ToString("D"))]);

    public IReadOnlyList<Entity> ResolutionsOf(params IReadOnlyList<Guid> cases) => RowsWhere("incidentresolution", "incidentid", [.. cases.Select(id => (object)id)]);

    public int StateOf(Guid incident) => Admin.Retrieve("incident", incident, new ColumnSet("statecode")).GetAttributeValue<OptionSetValue>("statecode").Value;

    public IReadOnlyList<Entity> Rows(string table) =>
        [.. Admin.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities];

    public IReadOnlyList<Entity> Invitations() => Rows(InvitationTable.Table);

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Service.DisposeAsync();
    }

    public IReadOnlyList<Entity> RowsWhere(string table, string column, params object[] values) =>
        [.. Admin.RetrieveMultiple(new QueryExpression(table)
        {
            ColumnSet = new ColumnSet(true),
            Criteria = { Conditions = { new ConditionExpression(column, ConditionOperator.In, values) } },
        }).Entities];

    public async Task ConnectAsync()
    {
        Admin.Execute(new OrganizationRequest(CustomApis.TestConnection));
        var jobs = await Engine.Jobs.DrainAsync();
        Assert.IsTrue(jobs.All(job => job.Succeeded), string.Join("\n", jobs.Select(job => job.Message)));
        var connection = Rows(ConnectionTable.Table).Single();
        Assert.IsNotNull(connection.GetAttributeValue<DateTime?>(ConnectionTable.ConfirmedOn), connection.GetAttributeValue<string>(ConnectionTable.TestResult));
    }

    public void MakeRule(int quietPeriodDays)
    {
        var survey = Rows(SurveyTable.Table).OrderBy(row => row.GetAttributeValue<string>(SurveyTable.ExternalId)).First();
        var rule = Admin.Create(new Entity(RuleTable.Table)
        {
            [RuleTable.Name] = "Elke opgeloste aanvraag",
            [RuleTable.Survey] = survey.ToEntityReference(),
            [RuleTable.Order] = 10,
            [RuleTable.QuietPeriodDays] = quietPeriodDays,
        });
        Admin.Create(new Entity(FieldMappingTable.Table)
        {
            [FieldMappingTable.Name] = "ticketnumber",
            [FieldMappingTable.Rule] = new EntityReference(RuleTable.Table, rule),
            [FieldMappingTable.Source] = "ticketnumber",
            [FieldMappingTable.Target] = "casenumber",
            [FieldMappingTable.Required] = true,
        });
    }

    private void SetState(Guid incident, int state, int status) => Admin.Update(new Entity("incident", incident)
    {
        ["statecode"] = new OptionSetValue(state),
        ["statuscode"] = new OptionSetValue(status),
    });
}
