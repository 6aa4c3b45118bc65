using BenchmarkDotNet.Attributes;
using Tevreden.Api;
using Tevreden.Cli.Sync;

namespace Tevreden.Benchmarks;

/// <summary>What the job computes for one response, apart from the wire. In this process: a project of its own would build half of this repository again.</summary>
[InProcess]
[MemoryDiagnoser]
public class MappingBenchmark
{
    private readonly SurveyResponse _response = new()
    {
        Id = "70001",
        Reference = "r1",
        QuestionnaireId = World.Survey,
        ChangedAt = Generated.ChangedAt(1),
        Score = 8,
        Recommendation = 9,
        Remark = "Het had sneller gekund, maar de monteur was vriendelijk.",
        Answers = [.. Enumerable.Range(1, Generated.Answers).Select(i => new SurveyAnswer { QuestionId = $"301-{i}", Question = "Hoe tevreden bent u?", Type = "mark", Number = i })],
    };

    [Benchmark]
    public string KeyOfAResponse() => ExternalIds.Response(_response.Id);

    [Benchmark]
    public string KeyOfAnAnswer() => ExternalIds.Answer(_response.Id, _response.Answers[0].QuestionId);

    [Benchmark]
    public string HashOfItsContent()
    {
        var hash = new ContentHash().Add(_response.Reference).Add(_response.Score).Add(_response.Recommendation).Add(_response.Remark).Add(_response.ChangedAt);
        foreach (var answer in _response.Answers)
            hash.Add(answer.QuestionId).Add(answer.Question).Add(answer.Type).Add(answer.Number).Add(answer.Text);
        return hash.ToString();
    }
}
