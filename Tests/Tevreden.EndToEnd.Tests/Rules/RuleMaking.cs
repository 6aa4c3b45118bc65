using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>Rules, mappings and resolved cases, as an administrator and an agent make them.</summary>
internal static class RuleMaking
{
    /// <summary>A rule that is tried before the one that every product begins with.</summary>
    public static Guid Rule(this Product product, string name, params (string Column, object? Value)[] columns)
    {
        var row = new Entity(RuleTable.Table)
        {
            [RuleTable.Name] = name,
            [RuleTable.Survey] = product.Rows(SurveyTable.Table).OrderBy(survey => survey.GetAttributeValue<string>(SurveyTable.ExternalId)).First().ToEntityReference(),
            [RuleTable.Order] = 1,
        };
        foreach (var (column, value) in columns)
            row[column] = value;
        return product.Admin.Create(row);
    }

    /// <summary>The rule that every product begins with.</summary>
    public static Guid FirstRule(this Product product) => product.Rows(RuleTable.Table).Single(rule => rule.GetAttributeValue<int>(RuleTable.Order) == 10).Id;

    public static void ChangeRule(this Product product, Guid rule, string column, object? value) =>
        product.Admin.Update(new Entity(RuleTable.Table, rule) { [column] = value });

    public static Guid Map(this Product product, Guid rule, string source, string target, bool required = false) => product.Admin.Create(Mapping(rule, source, target, required));

    public static Entity Mapping(Guid rule, string source, string target, bool required = false) => new(FieldMappingTable.Table)
    {
        [FieldMappingTable.Name] = target,
        [FieldMappingTable.Rule] = new EntityReference(RuleTable.Table, rule),
        [FieldMappingTable.Source] = source,
        [FieldMappingTable.Target] = target,
        [FieldMappingTable.Required] = required,
    };

    /// <summary>A case of a new contact.</summary>
    public static Guid Case(this Product product, params (string Column, object? Value)[] columns)
    {
        var incident = product.Case(product.Contact());
        if (columns.Length > 0)
        {
            var row = new Entity("incident", incident);
            foreach (var (column, value) in columns)
                row[column] = value;
            product.Admin.Update(row);
        }

        return incident;
    }

    /// <summary>Resolves the case, lets everything run, and reads what came of it.</summary>
    public static async Task<Entity> OutcomeAsync(this Product product, Guid incident)
    {
        product.Resolve(incident);
        await product.RunAsync();
        return product.Invitation(incident);
    }

    public static Entity Invitation(this Product product, Guid incident) =>
        product.Invitations().Single(invitation => invitation.GetAttributeValue<string>(InvitationTable.CaseIdText) == incident.ToString("D"));

    public static async Task RunAsync(this Product product)
    {
        var jobs = await product.Engine.Jobs.DrainAsync();
        Assert.IsTrue(jobs.All(job => job.Succeeded), string.Join("\n", jobs.Select(job => job.Message)));
    }

    public static InvitationStatus Status(this Entity invitation) => (InvitationStatus)invitation.GetAttributeValue<OptionSetValue>(InvitationTable.Status).Value;

    public static InvitationReason? Reason(this Entity invitation) => (InvitationReason?)invitation.GetAttributeValue<OptionSetValue>(InvitationTable.Reason)?.Value;

    public static string Explanation(this Entity invitation) => invitation.GetAttributeValue<string>(InvitationTable.Explanation) ?? string.Empty;

    public static Guid? RuleOf(this Entity invitation) => invitation.GetAttributeValue<EntityReference>(InvitationTable.Rule)?.Id;
}
