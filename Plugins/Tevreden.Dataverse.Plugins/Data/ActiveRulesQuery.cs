using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Rules with their surveys and field mappings: one request.</summary>
internal sealed class ActiveRulesQuery
{
    private const string SurveyAlias = "survey";
    private const string MappingAlias = "mapping";

    private readonly IOrganizationService _service;

    public ActiveRulesQuery(IOrganizationService service) => _service = service;

    /// <summary>The active ones.</summary>
    public IReadOnlyList<RuleFacts> Read() => Read(FetchXml.Is("statecode", "eq", 0));

    /// <summary>One rule, active or not; null when it is gone.</summary>
    public RuleFacts? Read(Guid ruleId) => Read(FetchXml.Is(RuleTable.Id, "eq", ruleId)).SingleOrDefault();

    private List<RuleFacts> Read(XElement which) => _service.RetrieveAll(FetchXml.Entity(
            RuleTable.Table,
            FetchXml.Columns(RuleRows.Columns),
            FetchXml.And(which),
            FetchXml.Join(
                SurveyTable.Table,
                SurveyTable.Id,
                RuleTable.Survey,
                SurveyAlias,
                FetchXml.Columns(SurveyTable.Id, SurveyTable.Name, SurveyTable.ExternalId, SurveyTable.Active, SurveyTable.Language)),
            FetchXml.Join(
                FieldMappingTable.Table,
                FieldMappingTable.Rule,
                RuleTable.Id,
                MappingAlias,
                FetchXml.Columns(FieldMappingTable.Id, FieldMappingTable.Source, FieldMappingTable.Target, FieldMappingTable.Required, FieldMappingTable.Default),
                FetchXml.And(FetchXml.Is("statecode", "eq", 0)),
                FetchXml.OrderBy(FieldMappingTable.Id)),
            FetchXml.OrderBy(RuleTable.Id)))
        .GroupBy(r => r.Id)
        .Select(g => RuleRows.Facts(g.First(), Survey(g.First()), Mappings(g)))
        .ToList();

    private static SurveyFacts? Survey(Entity rule) => rule.Id($"{SurveyAlias}.{SurveyTable.Id}") is { } survey
        ? new SurveyFacts(
            survey,
            rule.Text($"{SurveyAlias}.{SurveyTable.ExternalId}") ?? string.Empty,
            rule.Yes($"{SurveyAlias}.{SurveyTable.Active}"),
            rule.Text($"{SurveyAlias}.{SurveyTable.Language}")) { Name = rule.Text($"{SurveyAlias}.{SurveyTable.Name}") }
        : null;

    private static List<MappingFacts> Mappings(IEnumerable<Entity> rows) => rows
        .Where(r => r.Id($"{MappingAlias}.{FieldMappingTable.Id}") is not null)
        .Select(r => RuleRows.Mapping(r, MappingAlias + "."))
        .OrderBy(m => m.Target, StringComparer.Ordinal)
        .ToList();
}
