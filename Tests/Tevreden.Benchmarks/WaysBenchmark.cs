using System.Diagnostics;
using System.Globalization;
using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Benchmarks;

/// <summary>Three ways to write the same rows over the same wire, with the same time on the way: one upsert per row, ExecuteMultiple, and the job.</summary>
internal static class WaysBenchmark
{
    private const int AtOnce = 500;

    public static async Task RunAsync(int responses, TimeSpan roundTrip, int sample, TextWriter output)
    {
        var rows = responses * (1 + Generated.Answers);
        output.WriteLine($"{responses:N0} responses with {Generated.Answers} answers each ({rows:N0} rows), {roundTrip.TotalMilliseconds:0} ms round trip");
        output.WriteLine("| Way | Rows | Requests | Seconds | Rows/s | Ratio |");
        output.WriteLine("|---|---|---|---|---|---|");
        var single = await WithAsync(responses, roundTrip, client => OneByOneAsync(client, sample));
        Print(output, "one upsert per row", sample, sample, single, single / sample);
        var many = await WithAsync(responses, roundTrip, client => ManyAsync(client, responses));
        Print(output, $"ExecuteMultiple of {AtOnce}, one after another", rows, (int)Math.Ceiling(rows / (double)AtOnce), many, single / sample);
        await using var service = await GeneratedService.StartAsync(responses);
        await using var server = await StartAsync(roundTrip);
        var user = World.Prepare(server.Engine, service.Address);
        World.Invite(server.Engine, responses);
        var job = await JobMeasurement.RunAsync(server.Address, server.IssueToken(user));
        Print(output, "the job: reading, linking, writing, scores of all customers, checkpoint", job.Rows, job.Requests, TimeSpan.FromSeconds(job.Seconds), single / sample);
        output.WriteLine($"Peak memory of the job's process: {job.PeakMegabytes:0} MB");
    }

    private static void Print(TextWriter output, string way, int rows, int requests, TimeSpan time, TimeSpan singleRow) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"| {way} | {rows:N0} | {requests:N0} | {time.TotalSeconds:0.0} | {rows / time.TotalSeconds:0} | {singleRow * rows / time:0.0} |"));

    private static Task<SandboxServer> StartAsync(TimeSpan roundTrip) => SandboxServer.StartAsync(new SandboxServerOptions
    {
        RoundTrip = roundTrip,
        Engine = new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport },
    });

    private static async Task<TimeSpan> WithAsync(int responses, TimeSpan roundTrip, Func<ServiceClient, Task> write)
    {
        await using var service = await GeneratedService.StartAsync(responses);
        await using var server = await StartAsync(roundTrip);
        var user = World.Prepare(server.Engine, service.Address);
        var token = server.IssueToken(user);
        using var client = new ServiceClient(server.Address, _ => Task.FromResult(token)) { MaxRetryCount = 0 };
        var watch = Stopwatch.StartNew();
        await write(client);
        return watch.Elapsed;
    }

    private static async Task OneByOneAsync(ServiceClient client, int rows)
    {
        foreach (var row in Rows(rows).Take(rows))
            await client.ExecuteAsync(new UpsertRequest { Target = row }, CancellationToken.None);
    }

    private static async Task ManyAsync(ServiceClient client, int responses)
    {
        foreach (var some in Rows(responses).Chunk(AtOnce))
        {
            var requests = new OrganizationRequestCollection();
            requests.AddRange(some.Select(row => new UpsertRequest { Target = row }));
            await client.ExecuteAsync(
                new ExecuteMultipleRequest { Requests = requests, Settings = new ExecuteMultipleSettings { ContinueOnError = true, ReturnResponses = false } }, CancellationToken.None);
        }
    }

    private static IEnumerable<Entity> Rows(int responses)
    {
        for (var i = 0; i < responses; i++)
        {
            var key = (70000 + i).ToString(CultureInfo.InvariantCulture);
            yield return new Entity(ResponseTable.Table, ResponseTable.ExternalId, key)
            {
                [ResponseTable.Name] = key,
                [ResponseTable.Score] = 1m + (i % 10),
                [ResponseTable.Recommendation] = i % 11,
                [ResponseTable.Remark] = $"Opmerking {i}: het had sneller gekund, maar de monteur was vriendelijk.",
                [ResponseTable.RespondedOn] = Generated.ChangedAt(i),
                [ResponseTable.ChangedOn] = Generated.ChangedAt(i),
                [ResponseTable.Language] = "nl",
            };
            for (var a = 1; a <= Generated.Answers; a++)
            {
                yield return new Entity(AnswerTable.Table, AnswerTable.ExternalId, $"{key}-{a}")
                {
                    [AnswerTable.Name] = $"Vraag {a}",
                    [AnswerTable.Response] = new EntityReference(ResponseTable.Table, ResponseTable.ExternalId, key),
                    [AnswerTable.QuestionId] = $"{a}",
                    [AnswerTable.Question] = $"Hoe tevreden bent u over onderdeel {a}?",
                    [AnswerTable.Type] = "mark",
                    [AnswerTable.Number] = 1m + (i % 10),
                };
            }
        }
    }
}
