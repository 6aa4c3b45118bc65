using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Cli.SignIn;
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
        Credential = new FakeCredential(clock, TimeSpan.FromHours(1));
        Admin = engine.ServiceFor(new CallerContext(engine.AdministratorId));
    }

    public DataverseEngine Engine { get; }

    public SimulatedService Service { get; }

    public SkippingClock Clock { get; }

    public IOrganizationService Admin { get; }

    /// <summary>Who the job is.</summary>
    public Guid JobUser { get; set; }

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

    /// <summary>What the job signs in with, where its settings ask for more than a fixed token.</summary>
    public FakeCredential Credential { get; }

    public SignInSettings? SignedInWith { get; private set; }

    /// <summary>The secrets of Key Vault by address.</summary>
    public Dictionary<Uri, string> KeyVault { get; } = [];

    /// <summary>The token that each request of the job was sent with.</summary>
    public List<string> Tokens { get; } = [];

    /// <summary>What a person answers; null where nobody is there.</summary>
    public TextReader? Answers { get; set; }

    public Guid Survey { get; private set; }

    /// <param name="profile">What differs from the default API profile, for service and job alike.</param>
    public static async Task<TestEnvironment> StartAsync(string? profile = null)
    {
        var clock = new SkippingClock();
        var service = await SimulatedService.StartAsync(new SimulatedServiceOptions { ApiKey = Key, Platform = Platform, TimeProvider = clock, Profile = profile });
        var engine = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport, OrganizationId = Guid.NewGuid(), TimeProvider = new SameTime(clock) });
        var environment = new TestEnvironment(engine, service, clock);
        using (var zip = PackedSolution.Open())
            engine.ImportSolution(zip);
        engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.Address.AbsoluteUri);
        engine.SetEnvironmentVariable(EnvironmentVariables.Platform, Platform);
        if (profile is not null)
            engine.SetEnvironmentVariable(EnvironmentVariables.ApiProfile, profile);
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

    /// <summary>For a command line that is wrong, which has no result.</summary>
    public Task<int> ExitCodeAsync(params string[] arguments) => CliApplication.RunAsync(arguments, Host(TextWriter.Null, TextWriter.Null), CancellationToken.None);

    public async Task<JobRun> RunAsync(string command, string[] more, CancellationToken stop = default)
    {
        Requests.Clear();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await CliApplication.RunAsync([command, "--json", .. more], Host(output, TextWriter.Synchronized(errors)), stop);
        return new JobRun(exitCode, JObject.Parse(output.ToString().TrimEnd().Split('\n')[^1]), errors.ToString());
    }

    /// <summary>Runs a command as it is, and gives what it wrote to standard output.</summary>
    public async Task<string> OutputAsync(string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exitCode = await CliApplication.RunAsync(arguments, Host(output, TextWriter.Synchronized(errors)), CancellationToken.None);
        Assert.AreEqual(0, exitCode, errors.ToString());
        return output.ToString();
    }

    /// <summary>Takes one privilege from the service role.</summary>
    public void TakePrivilege(string name)
    {
        var role = Rows("role").Single(row => row.GetAttributeValue<string>("name") == RoleName);
        var privilege = Rows("privilege").Single(row => row.GetAttributeValue<string>("name") == name);
        Admin.Disassociate("role", role.Id, new Relationship("roleprivileges_association"), [privilege.ToEntityReference()]);
    }

    /// <summary>Takes the job's right to secured columns away.</summary>
    public void TakeSecuredColumns() =>
        Admin.Disassociate("systemuser", JobUser, new Relationship("systemuserprofiles_association"), [SecuredColumns()]);

    public async ValueTask DisposeAsync()
    {
        Engine.Dispose();
        await Service.DisposeAsync();
    }

    private CliHost Host(TextWriter output, TextWriter errors) => new()
    {
        Out = output,
        Error = errors,
        In = Answers,
        Directory = AppContext.BaseDirectory,
        UseUserSecrets = false,
        Time = Clock,
        Random = () => 1,
        Environment = Settings,
        Credential = settings =>
        {
            SignedInWith = settings;
            return Credential;
        },
        ReadKeyVault = (address, _, _) => Task.FromResult(KeyVault[address]),
        ConnectDataverse = (_, token) => _client = new EngineClient(Engine, JobUser, Requests, this)
        {
            Signing = () =>
            {
                lock (Tokens)
                    Tokens.Add(token(CancellationToken.None).GetAwaiter().GetResult());
            },
        },
        Parallelism = _ => Parallelism,
    };

    private void MakeJobUser()
    {
        JobUser = User("Job");
        var role = Rows("role").Single(row => row.GetAttributeValue<string>("name") == RoleName);
        Admin.Associate("systemuser", JobUser, new Relationship("systemuserroles_association"), [role.ToEntityReference()]);
        Admin.Associate("systemuser", JobUser, new Relationship("systemuserprofiles_association"), [SecuredColumns()]);
    }

    private EntityReference SecuredColumns()
    {
        if (Rows("fieldsecurityprofile").FirstOrDefault(row => row.GetAttributeValue<string>("name") == "Tevreden secured columns") is { } shipped)
            return shipped.ToEntityReference();

        return Secure(InvitationTable.Table, InvitationTable.Payload, "Tevreden secured columns");
    }

    /// <summary>A column security profile that lets its members do all with the column.</summary>
    public EntityReference Secure(string table, string column, string profile = "Test")
    {
        var id = Admin.Create(new Entity("fieldsecurityprofile") { ["name"] = profile });
        Admin.Create(new Entity("fieldpermission")
        {
            ["fieldsecurityprofileid"] = new EntityReference("fieldsecurityprofile", id),
            ["entityname"] = table,
            ["attributelogicalname"] = column,
            ["cancreate"] = new OptionSetValue(4),
            ["canread"] = new OptionSetValue(4),
            ["canupdate"] = new OptionSetValue(4),
        });
        return new EntityReference("fieldsecurityprofile", id);
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
