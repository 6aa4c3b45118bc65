using FakeXrmEasy.Abstractions;
using FakeXrmEasy.Abstractions.Enums;
using FakeXrmEasy.Abstractions.Plugins.Enums;
using FakeXrmEasy.Middleware;
using FakeXrmEasy.Middleware.Crud;
using FakeXrmEasy.Middleware.Messages;
using FakeXrmEasy.Middleware.Pipeline;
using FakeXrmEasy.Pipeline;
using FakeXrmEasy.Plugins;
using FakeXrmEasy.Plugins.PluginImages;
using FakeXrmEasy.Plugins.PluginSteps;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.FakeXrmEasy.Tests;

/// <summary>FakeXrmEasy's context with a confirmed connection, one rule, one contact and one case; steps as the solution registers them.</summary>
internal sealed class FakedEnvironment
{
    // FakeXrmEasy stamps rows with the real time, so the plug-ins' clock begins there too.
    public static readonly DateTime Start = new(TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
    public static readonly Guid CaseId = new("ca5e0000-0000-0000-0000-000000000001");
    public static readonly Guid ContactId = new("c0000000-0000-0000-0000-000000000001");

    private readonly IXrmFakedContext _context;

    public FakedEnvironment()
    {
        // FakeXrmEasy's licence is a choice of who runs the tests; whoever builds for money needs its vendor's, and says so here.
        _context = MiddlewareBuilder.New()
            .AddCrud()
            .AddFakeMessageExecutors(typeof(FakedEnvironment).Assembly)
            .AddPipelineSimulation()
            .UsePipelineSimulation()
            .UseMessages()
            .UseCrud()
            .SetLicense(FakeXrmEasyLicense.NonCommercial)
            .Build();
        _context.InitializeMetadata(SolutionMetadata.Tables);
        _context.Initialize(Rows());
        Service = _context.GetOrganizationService();
    }

    public IOrganizationService Service { get; }

    public DateTime Now { get; set; } = Start;

    // What is kept for a minute is kept by organisation, so each environment is one of its own.
    public Guid Organisation { get; } = Guid.NewGuid();

    public Guid ConnectionId { get; } = Guid.NewGuid();

    /// <summary>Registers the step that plans a resolution. FakeXrmEasy runs an asynchronous step at once, where the platform waits for the whole resolve to be committed.</summary>
    public FakedEnvironment WithStepOnResolution()
    {
        Register("Create", "incidentresolution");
        return this;
    }

    /// <summary>Registers the step that sees a case reopened.</summary>
    public FakedEnvironment WithStepOnCase()
    {
        Register("Update", "incident", ["statecode"], new PluginImageDefinition("PreImage", ProcessingStepImageType.PreImage, "statecode"));
        return this;
    }

    public Entity Resolve(Guid? caseId = null)
    {
        var id = caseId ?? CaseId;
        Service.Update(new Entity("incident", id) { ["statecode"] = new OptionSetValue(1), ["statuscode"] = new OptionSetValue(5) });
        // FakeXrmEasy fills an id column that is named after its table, which that of an activity is not.
        var resolution = Guid.NewGuid();
        var row = new Entity("incidentresolution", resolution) { ["activityid"] = resolution, ["incidentid"] = new EntityReference("incident", id), ["versionnumber"] = 1L };
        Service.Create(row);
        return row;
    }

    /// <summary>Runs a plug-in by hand, as an asynchronous step or the main operation of a custom API would.</summary>
    public ParameterCollection Run(IPlugin plugin, string message, Entity? target = null, Entity? preImage = null, params (string Name, object Value)[] inputs)
    {
        var context = _context.GetDefaultPluginContext();
        context.MessageName = message;
        context.OrganizationId = Organisation;
        context.OperationCreatedOn = Now;
        context.Mode = (int)ProcessingStepMode.Asynchronous;
        context.Stage = 40;
        context.InputParameters = [];
        context.OutputParameters = [];
        context.PreEntityImages = [];
        foreach (var (name, value) in inputs)
            context.InputParameters[name] = value;
        if (target is not null)
        {
            context.PrimaryEntityName = target.LogicalName;
            context.PrimaryEntityId = target.Id;
            context.InputParameters["Target"] = target;
        }

        if (preImage is not null)
            context.PreEntityImages["PreImage"] = preImage;
        _context.ExecutePluginWith(context, plugin);
        return context.OutputParameters;
    }

    public IReadOnlyList<Entity> All(string table) => [.. Service.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(true) }).Entities];

    public Entity Invitation => All(InvitationTable.Table).Single();

    public void Change(string table, Guid id, string column, object? value) => Service.Update(new Entity(table, id) { [column] = value });

    public static InvitationStatus StatusOf(Entity invitation) => (InvitationStatus)invitation.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value;

    public static InvitationReason? ReasonOf(Entity invitation) => (InvitationReason?)invitation.GetAttributeValue<OptionSetValue>(InvitationTable.Reason)?.Value;

    private void Register(string message, string table, string[]? filter = null, params PluginImageDefinition[] images) =>
        _context.RegisterPluginStep<WithTimeOfEvent>(new PluginStepDefinition
        {
            MessageName = message,
            EntityLogicalName = table,
            Stage = ProcessingStepStage.Postoperation,
            Mode = ProcessingStepMode.Asynchronous,
            FilteringAttributes = filter,
            ImagesDefinitions = images,
            PluginInstance = new WithTimeOfEvent(new PlanInvitation(() => Now), () => Now, Organisation),
        });

    private IEnumerable<Entity> Rows()
    {
        var survey = new Entity(SurveyTable.Table, Guid.NewGuid()) { [SurveyTable.ExternalId] = "q-1", [SurveyTable.Active] = true, [SurveyTable.Language] = "nl" };
        var rule = new Entity(RuleTable.Table, Guid.NewGuid())
        {
            [RuleTable.Name] = "Everybody",
            [RuleTable.Order] = 1,
            [RuleTable.Survey] = survey.ToEntityReference(),
            ["statecode"] = new OptionSetValue(0),
        };
        yield return survey;
        yield return rule;
        yield return new Entity(FieldMappingTable.Table, Guid.NewGuid())
        {
            [FieldMappingTable.Rule] = rule.ToEntityReference(),
            [FieldMappingTable.Source] = "ticketnumber",
            [FieldMappingTable.Target] = "ticket",
            [FieldMappingTable.Required] = true,
            ["statecode"] = new OptionSetValue(0),
        };
        yield return new Entity(ConnectionTable.Table, ConnectionId)
        {
            [ConnectionTable.Key] = ConnectionTable.TheKey,
            [ConnectionTable.ConfirmedOrganisation] = InvitationIdentity.Text(Organisation),
            [ConnectionTable.ConfirmedHost] = "api.tevreden.nl",
            [ConnectionTable.ConfirmedPlatform] = "voorbeeld",
            [ConnectionTable.ConnectedSince] = Start.AddDays(-30),
            [ConnectionTable.State] = new OptionSetValue((int)ConnectionState.Ok),
        };
        yield return new Entity("contact", ContactId) { ["emailaddress1"] = "klant@example.nl" };
        yield return Case(CaseId);
    }

    public static Entity Case(Guid id) => new("incident", id)
    {
        ["ticketnumber"] = "CAS-01",
        ["customerid"] = new EntityReference("contact", ContactId),
        ["primarycontactid"] = new EntityReference("contact", ContactId),
        ["statecode"] = new OptionSetValue(0),
        ["statuscode"] = new OptionSetValue(1),
        ["modifiedon"] = Start,
    };
}
