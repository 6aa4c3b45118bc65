using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Invitations;
using Tevreden.Dataverse.Plugins.Service;

namespace Tevreden.Plugins.Tests.Plugins;

/// <summary>An environment with a confirmed connection, one rule and one contact; runs a plug-in as its step would.</summary>
internal sealed class SmallEnvironment
{
    public SmallEnvironment()
    {
        Rows = new SmallDataverse(() => Now);
        Rows.Put(new Entity("environmentvariabledefinition", Make.Id(11)) { ["schemaname"] = EnvironmentVariables.Platform, ["defaultvalue"] = "zorg" });
        Rows.Put(new Entity("environmentvariabledefinition", Make.Id(12)) { ["schemaname"] = EnvironmentVariables.ApiBaseUrl, ["defaultvalue"] = "https://wrong.example" });
        Rows.Put(new Entity("environmentvariablevalue", Make.Id(13)) { ["value"] = "https://api.tevreden.nl/", ["environmentvariabledefinitionid"] = new EntityReference("environmentvariabledefinition", Make.Id(12)) });
        ConnectionId = Rows.Put(new Entity(ConnectionTable.Table)
        {
            [ConnectionTable.Key] = ConnectionTable.TheKey,
            [ConnectionTable.ConfirmedOrganisation] = InvitationIdentity.Text(Organisation),
            [ConnectionTable.ConfirmedHost] = "api.tevreden.nl",
            [ConnectionTable.ConfirmedPlatform] = "zorg",
            [ConnectionTable.ConnectedSince] = Make.Connected,
            [ConnectionTable.State] = new OptionSetValue((int)ConnectionState.Ok),
        });
        var survey = Rows.Put(new Entity(SurveyTable.Table) { [SurveyTable.ExternalId] = "q-1", [SurveyTable.Active] = true, [SurveyTable.Language] = "nl" });
        RuleId = Rows.Put(new Entity(RuleTable.Table)
        {
            [RuleTable.Name] = "Everybody",
            [RuleTable.Order] = 1,
            [RuleTable.Survey] = new EntityReference(SurveyTable.Table, survey),
            [RuleTable.QuietPeriodDays] = 30,
        });
        Rows.Put(new Entity(FieldMappingTable.Table)
        {
            [FieldMappingTable.Rule] = new EntityReference(RuleTable.Table, RuleId),
            [FieldMappingTable.Source] = "ticketnumber",
            [FieldMappingTable.Target] = "ticket",
            [FieldMappingTable.Required] = true,
        });
        Rows.Put(new Entity("plugintype", Make.Id(14)) { ["assemblyname"] = "Tevreden.Dataverse.Plugins" });
        Rows.Put(new Entity("sdkmessageprocessingstep") { ["name"] = "PlanInvitation: Create of incidentresolution", ["plugintypeid"] = new EntityReference("plugintype", Make.Id(14)) });
        Rows.Put(new Entity("account", Make.Id(600)));
        Rows.Put(new Entity("contact", Make.Id(500)) { ["emailaddress1"] = "klant@example.nl" });
        AddCase(Make.CaseId);
    }

    // What is kept for a minute is kept by organisation, so each environment is one of its own.
    public Guid Organisation { get; } = Guid.NewGuid();

    public SmallDataverse Rows { get; }

    public SmallService Service { get; } = new();

    public DateTime Now { get; set; } = Make.Now;

    public Guid ConnectionId { get; }

    public Guid RuleId { get; }

    public Entity Invitation => Rows.Only(InvitationTable.Table);

    public void AddCase(Guid id) => Rows.Put(new Entity("incident", id)
    {
        ["ticketnumber"] = "CAS-01",
        ["customerid"] = new EntityReference("account", Make.Id(600)),
        ["primarycontactid"] = new EntityReference("contact", Make.Id(500)),
    });

    /// <summary>Resolves the case, without running anything.</summary>
    public Entity Resolve(Guid? caseId = null)
    {
        var id = caseId ?? Make.CaseId;
        Rows.Change("incident", id, "statecode", new OptionSetValue(1));
        var row = new Entity("incidentresolution") { ["incidentid"] = new EntityReference("incident", id) };
        row.Id = Rows.Put(row);
        return row;
    }

    public void Plan(Entity resolution) => Run(new PlanInvitation(() => Now), "Create", resolution);

    public void Reopen()
    {
        Rows.Change("incident", Make.CaseId, "statecode", new OptionSetValue(0));
        var preImage = new Entity("incident", Make.CaseId) { ["statecode"] = new OptionSetValue(1) };
        Run(new PlanInvitation(() => Now), "Update", new Entity("incident", Make.CaseId) { ["statecode"] = new OptionSetValue(0) }, preImage);
    }

    public void SendCreated() => SendCreated(Invitation);

    public void SendCreated(Entity invitation) => Run(Sender(), "Create", invitation);

    public void Ask(string column)
    {
        var id = Invitation.Id;
        Rows.Change(InvitationTable.Table, id, column, Now);
        Run(Sender(), "Update", new Entity(InvitationTable.Table, id) { [column] = Now });
    }

    /// <summary>A person asks to send: now, whatever attempt was to come.</summary>
    public void AskToSend()
    {
        var id = Invitation.Id;
        Rows.Change(InvitationTable.Table, id, InvitationTable.SendRequestedOn, Now);
        Rows.Change(InvitationTable.Table, id, InvitationTable.NextAttemptOn, null);
        Run(Sender(), "Update", new Entity(InvitationTable.Table, id) { [InvitationTable.SendRequestedOn] = Now, [InvitationTable.NextAttemptOn] = null });
    }

    public ParameterCollection Call(PluginBase api, params (string Name, object Value)[] inputs)
    {
        var context = new SmallContext(Organisation, Now) { MessageName = "api", IsInTransaction = true };
        foreach (var (name, value) in inputs)
        {
            context.InputParameters[name] = value;
        }

        api.Execute(new SmallProvider(context, Rows));
        return context.OutputParameters;
    }

    public void Run(PluginBase plugin, string message, Entity target, Entity? preImage = null)
    {
        var context = new SmallContext(Organisation, Now) { MessageName = message, PrimaryEntityName = target.LogicalName, PrimaryEntityId = target.Id };
        context.InputParameters["Target"] = target;
        if (preImage is not null)
        {
            context.PreEntityImages["PreImage"] = preImage;
        }

        plugin.Execute(new SmallProvider(context, Rows));
    }

    public InvitationStatus Status(Entity? invitation = null) => (InvitationStatus)(invitation ?? Invitation).GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value;

    public InvitationReason? Reason(Entity? invitation = null) => (InvitationReason?)(invitation ?? Invitation).GetAttributeValue<OptionSetValue>(InvitationTable.Reason)?.Value;

    private SendInvitation Sender() => new(() => Now, new SenderTools(Service.Connect, () => 0.5));
}

/// <summary>A service that answers what it was told, and keeps what it was sent.</summary>
internal sealed class SmallService : ISurveyService
{
    public ServiceAbilities Abilities { get; set; } = new(false, false);

    public ServiceAnswer Answer { get; set; } = new ServiceAnswer.Taken("x-1");

    /// <summary>Null: every key is accepted.</summary>
    public string? AcceptedKey { get; set; }

    public Action? WhileSending { get; set; }

    public List<OutgoingInvitation> Sent { get; } = [];

    public ServiceSettings? Settings { get; private set; }

    public ISurveyService Connect(ServiceSettings settings)
    {
        Settings = settings;
        return this;
    }

    public ServiceAnswer Send(OutgoingInvitation invitation)
    {
        lock (Sent)
        {
            Sent.Add(invitation);
        }

        WhileSending?.Invoke();
        return AcceptedKey is not null && Settings!.ApiKey != AcceptedKey ? new ServiceAnswer.KeyRefused("unknown") : Answer;
    }

    public ServiceAnswer Ask(string reference, string? statusLocation) => Answer;

    public DateTime? Time { get; set; }

    /// <summary>What stands between us and the service; null for nothing.</summary>
    public SurveyServiceException? Trouble { get; set; }

    public IReadOnlyList<string> Platforms() => Trouble is null ? ["zorg"] : throw Trouble;

    public IReadOnlyList<SurveyOffered> Surveys() => Trouble is not null ? throw Trouble : [new("q-1", "Service", "o-1", "Org", "nl"), new("q-2", "Sales", null, null, null)];

    public IReadOnlyList<LocationOffered> Locations(int top) => [new("l-1", "Utrecht", "o-1")];

    public void Dispose()
    {
    }
}
