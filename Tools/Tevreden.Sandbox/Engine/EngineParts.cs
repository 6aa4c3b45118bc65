using Tevreden.Sandbox.Import;
using Tevreden.Sandbox.Jobs;
using Tevreden.Sandbox.Messages;
using Tevreden.Sandbox.Messages.Definitions;
using Tevreden.Sandbox.Messages.Files;
using Tevreden.Sandbox.Pipeline;
using Tevreden.Sandbox.Plugins;
using Tevreden.Sandbox.Security;
using Tevreden.Sandbox.Storage;

namespace Tevreden.Sandbox.Engine;

/// <summary>Puts the engine together: the one place that knows which part needs which.</summary>
internal sealed class EngineParts
{
    public EngineParts(EngineOptions options, IRowStore store, Func<Uri?> serviceUrl)
    {
        Transactions = new Transactions(store, options.TimeProvider);
        Users = new KnownUsers(options.OrganizationId);
        Jobs = new AsyncJobQueue(options);
        Vault = new SecretVault();
        Keys = new KeyIndexes(Transactions);
        CustomApis = new CustomApiRegistry(Transactions);

        // Held by whatever changes definitions: one at a time.
        var definitions = new Lock();
        var ids = new SequentialIds(options.Seed, options.TimeProvider);
        var settings = new OrganizationSettings(Transactions, options);
        var principals = new Principals(Transactions, Users);
        Principals = principals;
        var privileges = new Privileges(principals);
        var columns = new ColumnSecurity(principals);
        var steps = new StepRegistry(Transactions);
        var facts = new ContextFacts(options, principals);
        var jobWriter = new JobWriter(Transactions, ids, Users, Jobs);
        var messages = new MessageDispatcher(privileges);
        Traces = new TraceLog(Transactions, settings, ids, Users);
        var runner = new PluginRunner(options, new PluginTypes(Transactions), new PluginServices(options, Users, messages), Traces);
        var pipeline = new EventPipeline(Transactions, steps, new StepImages(Transactions, steps, facts), runner, jobWriter);

        var writes = new RowWrites([new ActivityMirror(), new PartyLists(), new CustomApiMessages(), new PluginPackageEffect(), new JobRows(Jobs), new UserSettings(), new FormStacks()]);
        var defaults = new RowDefaults(Transactions, options, Users, ids, new AutoNumbers(Transactions, options, settings), new FullNames(settings));
        var cases = new CaseRules(options, writes);
        var creation = new RowCreation(Transactions, pipeline, defaults, writes, privileges, columns);
        var update = new RowUpdate(Transactions, pipeline, defaults, writes, cases, privileges, columns);
        var deletion = new RowDeletion(Transactions, pipeline, writes, privileges);
        var removal = new SolutionRemoval(Transactions, Users, deletion);
        Imports = new SolutionImports(options, new SolutionImporter(definitions, Transactions, Users, new ImportedRows(options, Users, writes, jobWriter, Transactions), removal), Keys);
        var staged = new StagedSolutions(Transactions, creation, deletion);
        var importJobs = new ImportJobs(Transactions, creation);
        var reading = new RowReading(Transactions, pipeline, privileges, columns, principals);
        var associations = new Associations(pipeline, update, ids, privileges, Transactions);

        var files = new FileTransfers(Transactions, privileges, ids);

        messages.Register(
            [
                new CreateHandler(creation, new RelatedCreation(Transactions, messages)),
                new CreateMultipleHandler(creation),
                new UpdateHandler(update),
                new UpdateMultipleHandler(update),
                new UpsertHandler(Transactions, creation, update),
                new UpsertMultipleHandler(Transactions, creation, update),
                new DeleteHandler(deletion, removal, Transactions, privileges),
                new RetrieveHandler(reading, new RelatedReading(Transactions, reading)),
                new RetrieveMultipleHandler(reading),
                new AssociateHandler(associations),
                new DisassociateHandler(associations),
                new ExecuteMultipleHandler(messages),
                new ExecuteTransactionHandler(Transactions, messages),
                new WhoAmIHandler(options, principals),
                new RetrieveVersionHandler(options),
                new RetrieveCurrentOrganizationHandler(options, serviceUrl),
                new PublishAllXmlHandler(),
                new AssignHandler(pipeline, update),
                new SetStateHandler("SetState", pipeline, update),
                new SetStateHandler("SetStateDynamicEntity", pipeline, update),
                new CloseIncidentHandler(Transactions, pipeline, facts, new CaseClosing(Transactions, options, settings, creation, update, defaults, writes), privileges),
                new MergeHandler(pipeline, facts, update, writes, privileges),
                new RetrieveEnvironmentVariableValueHandler(Transactions, privileges),
                new RetrieveEnvironmentVariableSecretValueHandler(Transactions, privileges, Vault),
                new SendAppNotificationHandler(creation, privileges),
                new ImportSolutionHandler(Imports, staged, importJobs, privileges),
                new StageAndUpgradeHandler(Imports, importJobs, privileges),
                new DeleteAndPromoteHandler(Imports, staged, privileges),
                new RetrieveDependenciesForUninstallHandler(removal),
                new QueryExpressionToFetchXmlHandler(),
                new FetchXmlToQueryExpressionHandler(Transactions),
                new CloseOpportunityHandler("WinOpportunity", state: 1, usualStatus: 3, messages, Transactions),
                new CloseOpportunityHandler("LoseOpportunity", state: 2, usualStatus: 4, messages, Transactions),
                new AddMembersTeamHandler(messages),
                new RemoveMembersTeamHandler(messages),
                new PublishXmlHandler(),
                new RetrieveTotalRecordCountHandler(Transactions, privileges),
                new RetrieveProvisionedLanguagesHandler(Transactions),
                new InitializeFileBlocksUploadHandler(files),
                new UploadBlockHandler(files),
                new CommitFileBlocksUploadHandler(files),
                new InitializeFileBlocksDownloadHandler(files),
                new DownloadBlockHandler(files),
                new DeleteFileHandler(files),
                .. DefinitionHandlers(new SchemaChanges(Transactions, options, Keys, jobWriter, Users, privileges, definitions), removal),
            ],
            CustomApis,
            new CustomApiHandler(Transactions, pipeline, facts, runner, privileges));

        Messages = messages;
        JobRunner = new JobRunner(Transactions, steps, runner, Traces, Users, Keys.Build);
    }

    public Transactions Transactions { get; }

    public KnownUsers Users { get; }

    public Principals Principals { get; }

    public AsyncJobQueue Jobs { get; }

    public SecretVault Vault { get; }

    public KeyIndexes Keys { get; }

    public CustomApiRegistry CustomApis { get; }

    public TraceLog Traces { get; }

    public IMessages Messages { get; }

    public SolutionImports Imports { get; }

    public JobRunner JobRunner { get; }

    private IEnumerable<IMessageHandler> DefinitionHandlers(SchemaChanges schema, SolutionRemoval removal) =>
    [
        .. DeletionHandlers(new DefinitionRemoval(schema, removal)),
        new RetrieveEntityHandler(Transactions, Principals),
        new RetrieveAllEntitiesHandler(Transactions, Principals),
        new RetrieveAttributeHandler(Transactions, Principals),
        new RetrieveEntityKeyHandler(Transactions, Principals),
        new RetrieveRelationshipHandler(Transactions),
        new RetrieveOptionSetHandler(Transactions, Principals),
        new RetrieveAllOptionSetsHandler(Transactions, Principals),
        new RetrieveMetadataChangesHandler(Transactions, Principals),
        new CreateEntityHandler(schema),
        new CreateAttributeHandler(schema),
        new CreateOneToManyHandler(schema),
        new CreateManyToManyHandler(schema),
        new CreateEntityKeyHandler(schema),
        new UpdateEntityHandler(schema),
        new UpdateAttributeHandler(schema),
        new UpdateRelationshipHandler(schema),
        new CreateOptionSetHandler(schema),
        new UpdateOptionSetHandler(schema),
        .. ((string[])["InsertOptionValue", "InsertStatusValue", "UpdateOptionValue", "UpdateStateValue", "DeleteOptionValue", "OrderOption"]).Select(message => new OptionValueHandler(message, schema)),
        new RelationshipQuestionHandler("CanBeReferenced", "CanBeReferenced", Transactions),
        new RelationshipQuestionHandler("CanBeReferencing", "CanBeReferencing", Transactions),
        new RelationshipQuestionHandler("CanManyToMany", "CanManyToMany", Transactions),
        new ValidTablesHandler("GetValidReferencedEntities", Transactions),
        new ValidTablesHandler("GetValidReferencingEntities", Transactions),
        new ValidTablesHandler("GetValidManyToMany", Transactions),
    ];

    private IEnumerable<IMessageHandler> DeletionHandlers(DefinitionRemoval removal) =>
    [
        new DeleteEntityHandler(Transactions, removal),
        new DeleteAttributeHandler(Transactions, removal),
        new DeleteEntityKeyHandler(Transactions, removal),
        new DeleteRelationshipHandler(Transactions, removal),
        new DeleteOptionSetHandler(Transactions, removal),
    ];
}
