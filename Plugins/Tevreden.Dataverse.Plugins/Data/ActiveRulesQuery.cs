using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>The active rules with their surveys and field mappings: one request.</summary>
internal sealed class ActiveRulesQuery
{
    private const string SurveyAlias = "survey";
    private const string MappingAlias = "mapping";
    private const int DefaultMaxAgeDays = 7;
    private const int DefaultExpiryDays = 14;

    private readonly IOrganizationService _service;

    public ActiveRulesQuery(IOrganizationService service) => _service = service;

    public IReadOnlyList<RuleFacts> Read() => _service.RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            RuleTable.Table,
            FetchXml.Columns(
                RuleTable.Id,
                RuleTable.Name,
                RuleTable.Order,
                RuleTable.DelayMinutes,
                RuleTable.MaxAgeDays,
                RuleTable.ExpiryDays,
                RuleTable.SenderName,
                RuleTable.ReplyAddress),
            FetchXml.And(FetchXml.Is("statecode", "eq", 0)),
            FetchXml.Join(
                SurveyTable.Table,
                SurveyTable.Id,
                RuleTable.Survey,
                SurveyAlias,
                FetchXml.Columns(SurveyTable.Id, SurveyTable.ExternalId, SurveyTable.Active, SurveyTable.Language)),
            FetchXml.Join(
                FieldMappingTable.Table,
                FieldMappingTable.Rule,
                RuleTable.Id,
                MappingAlias,
                FetchXml.Columns(FieldMappingTable.Id, FieldMappingTable.Source, FieldMappingTable.Target, FieldMappingTable.Required, FieldMappingTable.Default),
                FetchXml.And(FetchXml.Is("statecode", "eq", 0)))))).Entities
        .GroupBy(r => r.Id)
        .Select(g => Facts(g.First(), g))
        .ToList();

    private static RuleFacts Facts(Entity rule, IEnumerable<Entity> rows) => new(
        rule.Id,
        rule.Text(RuleTable.Name) ?? string.Empty,
        rule.Whole(RuleTable.Order) ?? int.MaxValue,
        rule.Id($"{SurveyAlias}.{SurveyTable.Id}") is { } survey
            ? new SurveyFacts(
                survey,
                rule.Text($"{SurveyAlias}.{SurveyTable.ExternalId}") ?? string.Empty,
                rule.Yes($"{SurveyAlias}.{SurveyTable.Active}"),
                rule.Text($"{SurveyAlias}.{SurveyTable.Language}"))
            : null,
        TimeSpan.FromMinutes(rule.Whole(RuleTable.DelayMinutes) ?? 0),
        TimeSpan.FromDays(rule.Whole(RuleTable.MaxAgeDays) ?? DefaultMaxAgeDays),
        TimeSpan.FromDays(rule.Whole(RuleTable.ExpiryDays) ?? DefaultExpiryDays),
        rule.Text(RuleTable.SenderName),
        rule.Text(RuleTable.ReplyAddress),
        rows
            .Where(r => r.Id($"{MappingAlias}.{FieldMappingTable.Id}") is not null)
            .Select(Mapping)
            .OrderBy(m => m.Target, StringComparer.Ordinal)
            .ToList());

    private static MappingFacts Mapping(Entity row) => new(
        row.Text($"{MappingAlias}.{FieldMappingTable.Source}")?.Trim() ?? string.Empty,
        row.Text($"{MappingAlias}.{FieldMappingTable.Target}")?.Trim() ?? string.Empty,
        row.Yes($"{MappingAlias}.{FieldMappingTable.Required}"),
        row.Text($"{MappingAlias}.{FieldMappingTable.Default}"));
}
