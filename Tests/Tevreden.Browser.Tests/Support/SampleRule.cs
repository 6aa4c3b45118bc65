using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.Browser.Tests.Support;

internal static class SampleRule
{
    public static EntityReference Make(IOrganizationService admin, EntityReference survey)
    {
        var rule = new EntityReference(RuleTable.Table, admin.Create(new Entity(RuleTable.Table)
        {
            [RuleTable.Name] = "Elke opgeloste aanvraag",
            [RuleTable.Survey] = survey,
            [RuleTable.Order] = 10,
        }));
        (string Source, string Target, bool Required)[] mappings =
        [
            ("ticketnumber", "casenumber", true), ("title", "casetitle", false), ("primarycontactid.firstname", "firstname", false),
            ("primarycontactid.lastname", "lastname", false), ("ownerid.fullname", "agent", false),
        ];
        foreach (var (source, target, required) in mappings)
        {
            admin.Create(new Entity(FieldMappingTable.Table)
            {
                [FieldMappingTable.Name] = $"{source} → {target}",
                [FieldMappingTable.Rule] = rule,
                [FieldMappingTable.Source] = source,
                [FieldMappingTable.Target] = target,
                [FieldMappingTable.Required] = required,
            });
        }

        return rule;
    }
}
