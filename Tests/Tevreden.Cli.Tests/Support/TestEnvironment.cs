using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Cli.Tests.Support;

/// <summary>The packed solution in an environment of its own, connected to a simulated service; the job runs in it as a user who has the service role and no other.</summary>
internal sealed class TestEnvironment : IFailureWishes, IAsyncDisposable
{
    public const string Key = "sleutel-van-de-test", Platform = "voorbeeld";

    private const string RoleName = "Tevreden service";

    private EngineClient? _client;

    private TestEnvironment(DataverseEngine engine, SimulatedService service, SkippingClock clock)
    {
        Engine = engine;
        Service = service;
        Clock = clock;
        Admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
    }

    public DataverseEngine Engine { get; }

    public SimulatedService Service { get; }

    public SkippingClock Clock { get; }

    public IOrganizationService Admin { get; }

    /// <summary>Who the job is.</summary>
    public Guid JobUser { get; private set; }

    /// <summary>What the last run sent.</summary>
    public List<OrganizationRequest> Requests { get; } = [];

    public Action<OrganizationRequest>? BeforeRequest { get; set; }

    public Action<OrganizationRequest>? AfterRequest { get; set; }

    public Func<Entity, FaultException<OrganizationServiceFault>?>? BeforeRow { get; set; }

    /// <summary>How many requests at once this environment recommends.</summary>
    public int Parallelism { get; set; } = 4;

    /// <summary>The most requests of the last run that were under way at one time.</summary>
    public int MostAtOnce => _client?.MostAtOnce ?? 0;

    /// <summary>The job's environment variables.</summary>
    public Dictionary<string, string> Settings { get; } = new()
    {
        ["TEVREDEN_DATAVERSE_URL"] = "http://127.0.0.1",
        ["TEVREDEN_TOKEN"] = "token-of-this-machine",
        ["TEVREDEN_API_KEY"] = Key,
    };

    public Guid Survey { get; private set; }

    public static async Task<TestEnvironment> StartAsync()
    {
        var clock = new SkippingClock();
        var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform, TimeProvider = clock });
        var engine = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport, OrganizationId = Guid.NewGuid(), TimeProvider = new SameTime(clock) });
        var environment = new TestEnvironment(engine, service, clock);
        using (var zip = PackedSolution.Open())
            engine.ImportSolution(zip);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.Address.AbsoluteUri);
        engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        environment.MakeJobUser();
        environment.Connect();
        environment.Survey = environment.MakeSurvey("301");
        return environment;
    }

    public Guid MakeSurvey(string externalId, bool anonymous = false, StoreAnswers answers = StoreAnswers.Rows) => Admin.Create(new Entity(SurveyTable.Table)
    {
        [SurveyTable.Name] = "Vragenlijst " + externalId,
        [SurveyTable.ExternalId] = externalId,
        [SurveyTable.Anonymous] = anonymous,
        [SurveyTable.StoreAnswers] = new OptionSetValue((int)answers),
    });

    public Guid Account(string name = "Voorbeeld BV", Guid? owner = null)
    {
        var row = new Entity("account") { ["name"] = name };
        if (owner is { } user)
            row["ownerid"] = new EntityReference("systemuser", user);
        return Admin.Create(row);
    }

    public Guid User(string name) => Admin.Create(new Entity("systemuser")
    {
        ["firstname"] = name,
        ["lastname"] = "Voorbeeld",
        ["businessunitid"] = new EntityReference("businessunit", Engine.RootBusinessUnitId),
    });

    public Guid Rule(int threshold, int dueDays = 2, FollowUpOwner owner = FollowUpOwner.OwnerOfAccount, Guid? named = null)
    {
        var row = new Entity(RuleTable.Table)
        {
            [RuleTable.Name] = "Elke opgeloste aanvraag",
            [RuleTable.Survey] = new EntityReference(SurveyTable.Table, Survey),
            [RuleTable.Order] = 10,
            [RuleTable.FollowUpThreshold] = threshold,
            [RuleTable.FollowUpDueDays] = dueDays,
            [RuleTable.FollowUpOwner] = new OptionSetValue((int)owner),
        };
        if (named is { } user)
            row[RuleTable.FollowUpNamedOwner] = new EntityReference("systemuser", user);
        return Admin.Create(row);
    }

    public Guid Contact(string name = "Jansen") => Admin.Create(new Entity("contact") { ["lastname"] = name });

    public Guid Invitation(
        string reference, Guid? account = null, Guid? contact = null, Guid? survey = null, InvitationStatus status = InvitationStatus.Sent, bool test = false, Guid? rule = null)
    {
        var row = new Entity(InvitationTable.Table)
        {
            [InvitationTable.Name] = reference,
            [InvitationTable.Key] = reference,
            [InvitationTable.Reference] = reference,
            [InvitationTable.Survey] = new EntityReference(SurveyTable.Table, survey ?? Survey),
            [InvitationTable.Status] = new OptionSetValue((int)status),
            [InvitationTable.SentToTestRecipient] = test,
        };
        if (rule is { } someRule)
            row[InvitationTable.Rule] = new EntityReference(RuleTable.Table, someRule);
        if (account is { } someAccount)
            row[InvitationTable.Account] = new EntityReference("account", someAccount);
        if (contact is { } someContact)
            row[InvitationTable.Contact] = new EntityReference("contact", someContact);
        return Admin.Create(row);
    }

    public IReadOnlyList<Entity> Rows(string table) =>
        [.. Admin.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities];

    public Entity Row(string table, Guid id) => Admin.Retrieve(table, id, new ColumnSet(true));

    public Entity Score(string key) => Rows(ScoreTable.Table).Single(row => row.GetAttributeValue<string>(ScoreTable.Key) == key);

    public Task<JobRun> SyncAsync(params string[] more) => RunAsync("sync", more);

    public async Task<JobRun> RunAsync(string command, string[] more, CancellationToken stop = default)
    {
        Requests.Clear();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await CliApplication.RunAsync([command, "--json", .. more], Host(output, TextWriter.Synchronized(errors)), stop);
        return new JobRun(exitCode, JObject.Parse(output.ToString().TrimEnd().Split('\n')[^1]), errors.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Service.DisposeAsync();
    }

    private CliHost Host(TextWriter output, TextWriter errors) => new()
    {
        Out = output,
        Error = errors,
        Directory = AppContext.BaseDirectory,
        UseUserSecrets = false,
        Time = Clock,
        Random = () => 1,
        Environment = Settings,
        ConnectDataverse = _ => _client = new EngineClient(Engine, JobUser, Requests, this),
        Parallelism = _ => Parallelism,
    };

    private void MakeJobUser()
    {
        JobUser = User("Job");
        var role = Rows("role").Single(row => row.GetAttributeValue<string>("name") == RoleName);
        Admin.Associate("systemuser", JobUser, new Relationship("systemuserroles_association"), [role.ToEntityReference()]);
    }

    // As a connection test writes it.
    private void Connect() => Admin.Create(new Entity(ConnectionTable.Table)
    {
        [ConnectionTable.Name] = "Tevreden",
        [ConnectionTable.Key] = ConnectionTable.TheKey,
        [ConnectionTable.ConfirmedOrganisation] = Engine.OrganizationId.ToString("D"),
        [ConnectionTable.ConfirmedHost] = Service.Address.Authority,
        [ConnectionTable.ConfirmedPlatform] = Platform,
    });
}
