using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Metadata;
using Microsoft.Xrm.Sdk.Query;

namespace ServiceClientDrive;

internal static class Messages
{
    private const int English = 1033;

    public static int Run(Steps s)
    {
        var client = s.Client;
        var me = Guid.Empty;
        return s.Step("WhoAmI, RetrieveVersion, the organisation", () =>
        {
            me = ((WhoAmIResponse)client.Execute(new WhoAmIRequest())).UserId;
            Steps.Equal(true, ((RetrieveVersionResponse)client.Execute(new RetrieveVersionRequest())).Version.StartsWith("9.2", StringComparison.Ordinal));
            Steps.Equal(true, ((RetrieveCurrentOrganizationResponse)client.Execute(new RetrieveCurrentOrganizationRequest())).Detail.UniqueName.Length > 0);
            Steps.Equal(true, client.ConnectedOrgFriendlyName?.Length > 0);
        })
        + s.Step("CloseIncident, and a case that is closed", () =>
        {
            var account = client.Create(new Entity("account") { ["name"] = s.Stamp });
            var incident = client.Create(new Entity("incident") { ["title"] = "Printer", ["customerid"] = new EntityReference("account", account) });
            var close = new CloseIncidentRequest { IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Solved", ["incidentid"] = new EntityReference("incident", incident) }, Status = new OptionSetValue(5) };
            client.Execute(close);
            Steps.Equal(1, client.Retrieve("incident", incident, new ColumnSet("statecode")).GetAttributeValue<OptionSetValue>("statecode").Value);
            Steps.Fault(-2147220273, () => client.Execute(close));
        })
        + s.Step("SetState, Assign, Merge", () =>
        {
            var (one, two) = (client.Create(new Entity("account") { ["name"] = s.Stamp + " one" }), client.Create(new Entity("account") { ["name"] = s.Stamp + " two" }));
            client.Execute(new AssignRequest { Target = new EntityReference("account", one), Assignee = new EntityReference("systemuser", me) });
            client.Execute(new MergeRequest { Target = new EntityReference("account", one), SubordinateId = two, UpdateContent = new Entity("account"), PerformParentingChecks = false });
            Steps.Equal(true, client.Retrieve("account", two, new ColumnSet("merged")).GetAttributeValue<bool>("merged"));
            client.Execute(new SetStateRequest { EntityMoniker = new EntityReference("account", one), State = new OptionSetValue(1), Status = new OptionSetValue(2) });
            Steps.Equal(1, client.Retrieve("account", one, new ColumnSet("statecode")).GetAttributeValue<OptionSetValue>("statecode").Value);
        })
        + s.Step("definitions of a table, a column, all tables", () =>
        {
            var table = ((RetrieveEntityResponse)client.Execute(new RetrieveEntityRequest { LogicalName = "incident", EntityFilters = EntityFilters.All })).EntityMetadata;
            Steps.Equal("incidents", table.EntitySetName);
            Steps.Equal(true, table.Attributes.OfType<StatusAttributeMetadata>().Single().OptionSet.Options.Count > 0);
            Steps.Equal(AttributeTypeCode.Lookup, ((RetrieveAttributeResponse)client.Execute(new RetrieveAttributeRequest { EntityLogicalName = "account", LogicalName = "primarycontactid" })).AttributeMetadata.AttributeType!.Value);
            Steps.Equal(true, ((RetrieveAllEntitiesResponse)client.Execute(new RetrieveAllEntitiesRequest { EntityFilters = EntityFilters.Entity })).EntityMetadata.Length > 40);
        })
        + s.Step("a table with a key is made, and a row upserted by that key", () =>
        {
            var name = "new_Tree" + s.Stamp;
            client.Execute(new CreateEntityRequest
            {
                Entity = new EntityMetadata { SchemaName = name, DisplayName = new Label("Tree", English), DisplayCollectionName = new Label("Trees", English), OwnershipType = OwnershipTypes.UserOwned },
                PrimaryAttribute = new StringAttributeMetadata { SchemaName = "new_Name", MaxLength = 50, DisplayName = new Label("Name", English) },
            });
            client.Execute(new CreateEntityKeyRequest { EntityName = name.ToLowerInvariant(), EntityKey = new EntityKeyMetadata { SchemaName = "new_ByName" + s.Stamp, KeyAttributes = ["new_name"], DisplayName = new Label("By name", English) } });
            for (var wait = 0; wait < 50; wait++)
            {
                var key = ((RetrieveEntityResponse)client.Execute(new RetrieveEntityRequest { LogicalName = name.ToLowerInvariant(), EntityFilters = EntityFilters.Entity })).EntityMetadata.Keys.Single();
                if (key.EntityKeyIndexStatus == EntityKeyIndexStatus.Active)
                    break;
                Thread.Sleep(100);
            }

            UpsertResponse Upsert() => (UpsertResponse)client.Execute(new UpsertRequest { Target = new Entity(name.ToLowerInvariant(), "new_name", "Oak") });
            Steps.Equal(true, Upsert().RecordCreated);
            Steps.Equal(false, Upsert().RecordCreated);
        })
        + s.Step("impersonation, and a message that is not there", () =>
        {
            var other = client.Create(new Entity("systemuser") { ["firstname"] = "Piet", ["lastname"] = s.Stamp, ["businessunitid"] = client.Retrieve("systemuser", me, new ColumnSet("businessunitid"))["businessunitid"] });
            using var clone = client.Clone();
            clone.CallerId = other;
            Steps.Equal(other, ((WhoAmIResponse)clone.Execute(new WhoAmIRequest())).UserId);
            Steps.Fault(-2147220960, () => clone.Create(new Entity("account") { ["name"] = "not allowed" }));
            Steps.Fault(-2147219456, () => client.Execute(new OrganizationRequest("new_NoSuchMessage")));
            Steps.Fault(-2147219456, () => client.Execute(new ExportSolutionRequest { SolutionName = "Default" }));
        });
    }
}
