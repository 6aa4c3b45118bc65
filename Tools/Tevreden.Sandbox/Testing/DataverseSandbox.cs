using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Jobs;

namespace Tevreden.Sandbox.Testing;

/// <summary>
/// An environment for one test: solutions imported, nothing else in it, asynchronous steps held until <see cref="RunJobsAsync"/>.
/// <code>
/// using var sandbox = DataverseSandbox.Start("Solution_managed.zip");
/// var id = sandbox.Service.Create(new Entity("account") { ["name"] = "A" });
/// await sandbox.RunJobsAsync();
/// Assert.AreEqual("set by the plug-in", sandbox.Row("account", id)["description"]);
/// </code>
/// The zips are imported once per process and content; later tests begin with a copy of that environment.
/// </summary>
public sealed class DataverseSandbox : IDisposable
{
    private readonly EngineSnapshot _beginning;

    private DataverseSandbox(DataverseEngine engine)
    {
        Engine = engine;
        _beginning = engine.TakeSnapshot();
        Service = As(engine.AdministratorId);
    }

    /// <summary>Everything that this class has no short way for: jobs one by one, requests with their caller, definitions.</summary>
    public DataverseEngine Engine { get; }

    /// <summary>The service of a person with role System Administrator.</summary>
    public IOrganizationService Service { get; }

    /// <summary>Starts an environment with these solutions, imported in this order.</summary>
    /// <param name="solutionFiles">Paths of solution zips, managed or unmanaged.</param>
    /// <exception cref="Import.ImportException">A file is not a solution, or names what is not there.</exception>
    public static DataverseSandbox Start(params string[] solutionFiles) => Start(new DataverseSandboxOptions { Solutions = solutionFiles });

    /// <inheritdoc cref="Start(string[])"/>
    public static DataverseSandbox Start(DataverseSandboxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var engine = ImportedEnvironments.Start(options);
        try
        {
            foreach (var (name, value) in options.EnvironmentVariables)
                engine.SetEnvironmentVariable(name, value);
            return new DataverseSandbox(engine);
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    /// <summary>The service of another user, with that user's privileges and no more.</summary>
    public IOrganizationService As(Guid user) => Engine.ServiceFor(new CallerContext(user));

    /// <summary>Makes a user with these security roles.</summary>
    /// <param name="roles">Names of roles that the solutions brought.</param>
    /// <exception cref="ArgumentException">There is no such role.</exception>
    public Guid CreateUser(params string[] roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        var known = roles.Select(Role).ToList();
        var user = Service.Create(new Entity("systemuser") { ["lastname"] = "Test user", ["businessunitid"] = new EntityReference("businessunit", Engine.RootBusinessUnitId) });
        if (known.Count > 0)
            Service.Associate("systemuser", user, new Relationship("systemuserroles_association"), [.. known]);
        return user;
    }

    /// <summary>Runs asynchronous steps until none is left, those they queue included.</summary>
    /// <returns>How each job ended.</returns>
    public Task<IReadOnlyList<AsyncJobResult>> RunJobsAsync(CancellationToken cancellation = default) => Engine.Jobs.DrainAsync(cancellation);

    /// <summary>A row with all its columns.</summary>
    public Entity Row(string table, Guid id) => Service.Retrieve(table, id, new ColumnSet(true));

    /// <summary>The rows of a table (5,000 at most) whose columns have these values.</summary>
    public IReadOnlyList<Entity> Rows(string table, params (string Column, object Value)[] conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        var query = new QueryExpression(table) { ColumnSet = new ColumnSet(true) };
        foreach (var (column, value) in conditions)
            query.Criteria.AddCondition(column, ConditionOperator.Equal, value);
        return Service.RetrieveMultiple(query).Entities;
    }

    /// <summary>Back to how it was right after <see cref="Start(DataverseSandboxOptions)"/>.</summary>
    public void Reset() => Engine.Restore(_beginning);

    public void Dispose()
    {
        _beginning.Dispose();
        Engine.Dispose();
    }

    private EntityReference Role(string name) => Rows("role", ("name", name)) switch
    {
        [var role, ..] => role.ToEntityReference(),
        _ => throw new ArgumentException($"There is no security role '{name}' in this environment; there are: {string.Join(", ", Rows("role").Select(role => role.GetAttributeValue<string>("name")))}.", nameof(name)),
    };
}
