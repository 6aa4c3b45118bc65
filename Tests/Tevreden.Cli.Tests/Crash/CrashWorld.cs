using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Sync.Scores;
using Tevreden.Cli.Tests.Support;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service;
using Tevreden.Demo.Service.Data;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Cli.Tests.Crash;

/// <summary>An environment that a process can reach, and a service whose responses it shares with a second environment for comparison.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private const int Customers = 12;

    private readonly TestData _data;

    private CrashWorld(SandboxServer server, TestData data)
    {
        Server = server;
        _data = data;
    }

    public SandboxServer Server { get; }

    public Dictionary<string, string> Settings { get; private init; } = [];

    /// <param name="service">The responses.</param>
    /// <param name="seen">Is told each request to this environment before it is executed.</param>
    public static async Task<CrashWorld> StartAsync(SimulatedService service, Action seen)
    {
        var server = await SandboxServer.StartAsync(new SandboxServerOptions
        {
            Engine = new EngineOptions
            {
                AsyncWorkers = 0,
                KeyIndexing = KeyIndexing.WithImport,
                BeforeRequest = (_, _) => seen(),
            },
        });
        using (var zip = PackedSolution.Open())
            server.Engine.ImportSolution(zip);
        var data = new TestData(server.Engine);
        server.Engine.SetEnvironmentVariable(EnvironmentVariables.ApiBaseUrl, service.Address.AbsoluteUri);
        server.Engine.SetEnvironmentVariable(EnvironmentVariables.Platform, TestEnvironment.Platform);
        data.Connect(service.Address.Authority);
        data.Customers(Customers);
        return new CrashWorld(server, data)
        {
            Settings = new Dictionary<string, string>
            {
                ["TEVREDEN_DATAVERSE_URL"] = server.Address.AbsoluteUri,
                ["TEVREDEN_TOKEN"] = server.IssueToken(data.MakeJobUser()),
                ["TEVREDEN_API_KEY"] = TestEnvironment.Key,
            },
        };
    }

    /// <summary>The same invitations, with the same ids, in every world.</summary>
    public void Invite(int count)
    {
        for (var i = 0; i < count; i++)
            _data.Invitation(i, i % Customers);
    }

    /// <summary>As when ten minutes have passed since a run died.</summary>
    public void EndLease()
    {
        foreach (var row in _data.Rows(CheckpointTable.Table))
            _data.Admin.Update(new Entity(CheckpointTable.Table, row.Id) { [CheckpointTable.LeaseUntil] = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) });
    }

    /// <summary>As while another run works here.</summary>
    public void HoldLease() => _data.Admin.Create(new Entity(CheckpointTable.Table)
    {
        [CheckpointTable.Stream] = "responses",
        [CheckpointTable.LeaseOwner] = "another machine",
        [CheckpointTable.LeaseUntil] = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(5),
    });

    /// <summary>Nobody holds a lease, and a watermark is stored.</summary>
    public bool IsReleased => _data.Rows(CheckpointTable.Table).All(row => !row.Contains(CheckpointTable.LeaseOwner) && row.Contains(CheckpointTable.Watermark));

    /// <summary>Everything that a sync writes and that does not depend on when, a line each.</summary>
    public IReadOnlyList<string> Lines()
    {
        var responses = _data.Rows(ResponseTable.Table).ToDictionary(row => row.Id, row => row.GetAttributeValue<string>(ResponseTable.ExternalId));
        return
        [
            .. Lines(ResponseTable.Table, ResponseTable.ExternalId, ResponseTable.Invitation, ResponseTable.Account, ResponseTable.Contact, ResponseTable.Score, ResponseTable.Remark, ResponseTable.ChangedOn, ResponseTable.ContentHash, ResponseTable.FollowUp),
            .. _data.Rows(AnswerTable.Table).Select(row => $"{row.GetAttributeValue<string>(AnswerTable.ExternalId)} of {responses[row.GetAttributeValue<EntityReference>(AnswerTable.Response).Id]}: {row.GetAttributeValue<decimal?>(AnswerTable.Number)}").Order(StringComparer.Ordinal),
            .. Lines(ScoreTable.Table, [ScoreTable.Key, .. CustomerScore.Columns]),
            .. Lines(InvitationTable.Table, InvitationTable.Key, InvitationTable.Status, InvitationTable.AnsweredOn),
            .. Lines("task", "activityid", "subject", "regardingobjectid"),
            .. _data.Rows("account").Select(row => $"account {row.Id} has a score: {row.Contains(CustomerColumns.Score)}").Order(StringComparer.Ordinal),
        ];
    }

    public async ValueTask DisposeAsync() => await Server.DisposeAsync();

    private IEnumerable<string> Lines(string table, params string[] columns) =>
        _data.Rows(table).Select(row => table + " " + string.Join("; ", columns.Select(column => Text(row, column)))).Order(StringComparer.Ordinal);

    private static string Text(Entity row, string column) => row.Attributes.TryGetValue(column, out var value)
        ? value switch
        {
            EntityReference reference => reference.Id.ToString("D", CultureInfo.InvariantCulture),
            OptionSetValue option => option.Value.ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        }
        : "-";
}
