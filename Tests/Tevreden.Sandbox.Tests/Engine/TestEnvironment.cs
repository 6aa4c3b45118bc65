using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Tests.Engine;

/// <summary>An environment for one test, with the administrator's service and short ways to register plug-ins and to read rows.</summary>
internal sealed class TestEnvironment : IDisposable
{
    private const string Plugins = "Tevreden.Sandbox.Fixtures";

    private EntityReference? _assembly;

    public TestEnvironment(EngineOptions? options = null)
    {
        Engine = DataverseEngine.Start(options ?? new EngineOptions { AsyncWorkers = 0 });
        Admin = As(Engine.AdministratorId);
    }

    public static string PluginFile => Path.Combine(AppContext.BaseDirectory, Plugins + ".dll");

    public DataverseEngine Engine { get; }

    public IOrganizationService Admin { get; }

    public IOrganizationService As(Guid user) => Engine.ServiceFor(new CallerContext(user));

    public static OrganizationServiceFault Fault(Action action) =>
        Assert.ThrowsExactly<FaultException<OrganizationServiceFault>>(action).Detail;

    public IReadOnlyList<Entity> Rows(string table, params (string Column, object Value)[] conditions)
    {
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(true) };
        foreach (var (column, value) in conditions)
            query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return [.. Admin.RetrieveMultiple(query).Entities];
    }

    public Entity Row(string table, Guid id) => Admin.Retrieve(table, id, new ColumnSet(true));

    /// <summary>Makes a step by its rows, as the plug-in registration tool does.</summary>
    public Guid Step(string plugin, string message, string? table, int stage, StepSetup? setup = null)
    {
        setup ??= new StepSetup();
        var step = new Entity("sdkmessageprocessingstep")
        {
            ["name"] = setup.Configuration ?? plugin,
            ["sdkmessageid"] = Rows("sdkmessage", ("name", message))[0].ToEntityReference(),
            ["plugintypeid"] = Type(plugin),
            ["stage"] = new OptionSetValue(stage),
            ["mode"] = new OptionSetValue(setup.IsAsync ? 1 : 0),
            ["rank"] = setup.Rank,
            ["filteringattributes"] = setup.Filter,
            ["configuration"] = setup.Configuration,
            ["asyncautodelete"] = setup.DeletesJob,
        };
        if (table is not null)
            step["sdkmessagefilterid"] = Rows("sdkmessagefilter", ("primaryobjecttypecode", table), ("sdkmessageid", ((EntityReference)step["sdkmessageid"]).Id))[0].ToEntityReference();
        var id = Admin.Create(step);
        if (setup.Image is { } columns)
        {
            Admin.Create(new Entity("sdkmessageprocessingstepimage")
            {
                ["name"] = "Image",
                ["entityalias"] = "Image",
                ["imagetype"] = new OptionSetValue(2),
                ["attributes"] = columns,
                ["messagepropertyname"] = "Target",
                ["sdkmessageprocessingstepid"] = new EntityReference("sdkmessageprocessingstep", id),
            });
        }

        return id;
    }

    public EntityReference Type(string plugin)
    {
        _assembly ??= new EntityReference("pluginassembly", Admin.Create(new Entity("pluginassembly")
        {
            ["name"] = Plugins,
            ["content"] = Convert.ToBase64String(File.ReadAllBytes(PluginFile)),
        }));
        var name = $"{Plugins}.{plugin}";
        return Rows("plugintype", ("typename", name)) is [var there, ..]
            ? there.ToEntityReference()
            : new EntityReference("plugintype", Admin.Create(new Entity("plugintype") { ["typename"] = name, ["name"] = name, ["pluginassemblyid"] = _assembly }));
    }

    public Guid Account(string name) => Admin.Create(new Entity("account") { ["name"] = name });

    public Guid Case(Guid account, string title = "Broken") =>
        Admin.Create(new Entity("incident") { ["title"] = title, ["customerid"] = new EntityReference("account", account) });

    /// <summary>Gives a role privileges by name.</summary>
    public void Grant(Guid role, params (string Privilege, int Depth)[] privileges)
    {
        foreach (var (name, depth) in privileges)
        {
            var privilege = Rows("privilege", ("name", name)).Single().Id;
            Admin.Associate("role", role, new Relationship("roleprivileges_association"), [new EntityReference("privilege", privilege)]);
            var row = Rows("roleprivileges", ("roleid", role), ("privilegeid", privilege)).Single();
            Admin.Update(new Entity("roleprivileges", row.Id) { ["privilegedepthmask"] = depth });
        }
    }

    /// <summary>What <c>Witness</c> plug-ins wrote: name of the step, then its facts.</summary>
    public IReadOnlyList<(string Name, Dictionary<string, string> Facts)> Witnessed() =>
    [
        .. Rows("task").OrderBy(row => (long)row["versionnumber"]).Select(row => (
            row.GetAttributeValue<string>("subject"),
            row.GetAttributeValue<string>("description").Split(';').Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1]))),
    ];

    public void Dispose() => Engine.Dispose();
}

internal sealed record StepSetup
{
    public bool IsAsync { get; init; }

    public int Rank { get; init; } = 1;

    public string? Filter { get; init; }

    public string? Configuration { get; init; }

    /// <summary>Columns of an image before and after, alias "Image".</summary>
    public string? Image { get; init; }

    public bool DeletesJob { get; init; }
}
