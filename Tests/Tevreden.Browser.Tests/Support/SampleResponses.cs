using System.Globalization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;

namespace Tevreden.Browser.Tests.Support;

/// <param name="MonthsAgo">0: this month.</param>
internal sealed record SampleResponse(int MonthsAgo, decimal Score, int? Recommendation, string? Remark);

/// <summary>Writes responses of a customer, and the score row that the job would make of them.</summary>
internal sealed class SampleResponses(IOrganizationService admin, IReadOnlyList<EntityReference> surveys, IReadOnlyList<EntityReference> locations)
{
    private const int DayOfMonth = 1, Bulk = 500;

    private static readonly string[] Remarks =
    [
        "Snel en netjes geholpen, de monteur dacht echt mee.",
        "De levering kwam een dag later dan beloofd, maar ik werd wel vooraf gebeld.",
        "Prettig contact. De factuur was nog niet helemaal duidelijk.",
        "Na drie keer bellen was het probleem pas opgelost.",
    ];

    /// <summary>A customer who was lukewarm a year ago and likes us better by the month: 48 responses.</summary>
    public static IReadOnlyList<SampleResponse> Improving()
    {
        decimal[] scores = [6, 6.5m, 7, 6.5m, 7, 7.5m, 7.5m, 8, 8, 8.5m, 8.5m, 9];
        int[] shifts = [-2, 0, 1, 1];
        return
        [
            .. scores.SelectMany((score, month) => shifts.Select((shift, index) =>
                new SampleResponse(11 - month, Math.Clamp(score + (shift / 2m), 1, 10), (int)Math.Clamp(Math.Round(score) + shift, 0, 10), index == month % 4 ? Remarks[month % Remarks.Length] : null))),
        ];
    }

    public static IReadOnlyList<SampleResponse> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(number => new SampleResponse(number % 12, (number % 5) + 6, Math.Min((number % 6) + 6, 10), number % 10 == 0 ? Remarks[number % 4] : null))];

    /// <summary>An open task for the customer's oldest response.</summary>
    public void FollowUp(EntityReference account, string subject, int dueInDays)
    {
        var oldest = new QueryExpression(ResponseTable.Table) { ColumnSet = new ColumnSet(false), TopCount = 1, Orders = { new OrderExpression(ResponseTable.RespondedOn, OrderType.Ascending) } };
        oldest.Criteria.AddCondition(ResponseTable.Account, ConditionOperator.Equal, account.Id);
        oldest.Criteria.AddCondition(ResponseTable.FollowUp, ConditionOperator.Null);
        var response = admin.RetrieveMultiple(oldest).Entities.Single().Id;
        var task = admin.Create(new Entity("task") { ["subject"] = subject, ["regardingobjectid"] = account, ["scheduledend"] = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(dueInDays) });
        admin.Update(new Entity(ResponseTable.Table, response) { [ResponseTable.FollowUp] = new EntityReference("task", task) });
    }

    /// <param name="customer">An account or a contact.</param>
    /// <param name="responses">What the customer answered.</param>
    public void Write(EntityReference customer, IReadOnlyList<SampleResponse> responses)
    {
        var today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;
        var rows = responses.Select((response, index) => new Entity(ResponseTable.Table)
        {
            [ResponseTable.ExternalId] = $"{customer.Id:N}-{index}",
            [customer.LogicalName == "account" ? ResponseTable.Account : ResponseTable.Contact] = customer,
            [ResponseTable.Survey] = surveys[index % 7 % surveys.Count],
            [ResponseTable.Location] = locations[response.MonthsAgo % locations.Count],
            [ResponseTable.Score] = response.Score,
            [ResponseTable.Recommendation] = response.Recommendation,
            [ResponseTable.NpsClass] = ClassOf(response) is { } given ? new OptionSetValue((int)given) : null,
            [ResponseTable.Remark] = response.Remark,
            [ResponseTable.Language] = "nl",
            // As the job names them.
            [ResponseTable.Name] = string.Create(CultureInfo.InvariantCulture, $"{today.AddMonths(-response.MonthsAgo):yyyy-MM}-01 · {response.Score:0.##}"),
            // The first of a month is never in the future, and the later ones of a list are the younger.
            [ResponseTable.RespondedOn] = new DateTime(today.Year, today.Month, DayOfMonth, 0, 0, 0, DateTimeKind.Utc).AddMonths(-response.MonthsAgo).AddMinutes(index),
        });
        foreach (var bulk in rows.Chunk(Bulk))
            admin.Execute(new CreateMultipleRequest { Targets = new EntityCollection([.. bulk]) { EntityName = ResponseTable.Table } });
        WriteScore(customer, responses);
    }

    private static NpsClass? ClassOf(SampleResponse response) => response.Recommendation switch
    {
        null => null,
        >= 9 => NpsClass.Promoter,
        >= 7 => NpsClass.Passive,
        _ => NpsClass.Detractor,
    };

    private void WriteScore(EntityReference customer, IReadOnlyList<SampleResponse> responses)
    {
        var classes = responses.Select(ClassOf).OfType<NpsClass>().CountBy(given => given).ToDictionary();
        var score = new Entity(ScoreTable.Table)
        {
            [ScoreTable.Name] = "Score",
            [ScoreTable.Key] = $"{customer.LogicalName[0]}-{customer.Id:D}",
            [customer.LogicalName == "account" ? ScoreTable.Account : ScoreTable.Contact] = customer,
            [ScoreTable.MeanScore] = Math.Round(responses.Average(response => response.Score), 1),
            [ScoreTable.Nps] = classes.Count == 0 ? null : (int)Math.Round(100m * (classes.GetValueOrDefault(NpsClass.Promoter) - classes.GetValueOrDefault(NpsClass.Detractor)) / responses.Count),
            [ScoreTable.Promoters] = classes.GetValueOrDefault(NpsClass.Promoter),
            [ScoreTable.Passives] = classes.GetValueOrDefault(NpsClass.Passive),
            [ScoreTable.Detractors] = classes.GetValueOrDefault(NpsClass.Detractor),
            [ScoreTable.Responses] = responses.Count,
            [ScoreTable.LastScore] = responses.MinBy(response => response.MonthsAgo)!.Score,
            [ScoreTable.LastRespondedOn] = TimeProvider.System.GetUtcNow().UtcDateTime.Date,
            [ScoreTable.PreviousMeanScore] = 6.9m,
            [ScoreTable.PreviousNps] = -12,
            [ScoreTable.PreviousResponses] = 31,
        };
        admin.Update(new Entity(customer.LogicalName, customer.Id) { [CustomerColumns.Score] = new EntityReference(ScoreTable.Table, admin.Create(score)) });
    }
}
