using System.CommandLine;
using BenchmarkDotNet.Running;
using Tevreden.Benchmarks;

var responses = new Option<int>("--responses") { Description = "Responses, with three answers each.", DefaultValueFactory = _ => 1000 };
var roundTrip = new Option<int>("--round-trip") { Description = "Milliseconds that each request to Dataverse is held up on its way.", DefaultValueFactory = _ => 50 };
var sample = new Option<int>("--sample") { Description = "Rows of the slow way that are timed; its rate does not depend on how many.", DefaultValueFactory = _ => 400 };
var ways = new Command("ways", "One upsert per row, ExecuteMultiple, and the job, against the sandbox.") { responses, roundTrip, sample };
ways.SetAction((parsed, stop) => WaysBenchmark.RunAsync(parsed.GetValue(responses), TimeSpan.FromMilliseconds(parsed.GetValue(roundTrip)), parsed.GetValue(sample), parsed.InvocationConfiguration.Output));

var sizes = new Option<int[]>("--responses") { Description = "Responses, with three answers each; may be given more than once.", DefaultValueFactory = _ => [10_000, 100_000, 1_000_000], AllowMultipleArgumentsPerToken = true };
var memory = new Command("memory", "Peak memory of the job's process, against an endpoint that keeps no rows.") { sizes };
memory.SetAction((parsed, stop) => MemoryBenchmark.RunAsync(parsed.GetValue(sizes)!, parsed.InvocationConfiguration.Output));

var protection = new Command("protection", "The share of the allowed rate that the job reaches under service protection limits.");
protection.SetAction((parsed, stop) => ProtectionBenchmark.RunAsync(parsed.InvocationConfiguration.Output));

var micro = new Command("micro", "What the job does with one response, by BenchmarkDotNet.");
micro.SetAction(_ => BenchmarkRunner.Run<MappingBenchmark>());

var rows = new Option<int>("--rows") { Description = "Rows that are loaded.", DefaultValueFactory = _ => 100_000 };
var resolutions = new Option<int>("--resolutions") { Description = "Cases that are resolved.", DefaultValueFactory = _ => 1000 };
var sandbox = new Command("sandbox", "Rows loaded and found by a key, and resolutions with their jobs, on the sandbox; in a release build the first two on FakeXrmEasy as well.") { rows, resolutions };
sandbox.SetAction(parsed =>
{
    SandboxBenchmark.Run(parsed.GetValue(rows), parsed.GetValue(resolutions), parsed.InvocationConfiguration.Output);
#if OFFICIAL_SDK
    FakeXrmEasyBenchmark.Run(parsed.GetValue(rows), parsed.InvocationConfiguration.Output);
#endif
});

return await new RootCommand("Measures the companion job. Each command prints rows of the table in docs/benchmarks.md.") { ways, memory, protection, micro, sandbox }.Parse(args).InvokeAsync();
