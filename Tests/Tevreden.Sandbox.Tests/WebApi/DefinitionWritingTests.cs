using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.Tests.WebApi;

[TestClass]
public sealed class DefinitionWritingTests
{
    [TestMethod]
    public async Task A_table_is_made_changed_and_deleted_by_its_address()
    {
        await using var here = await ServedWebApi.StartAsync();
        await MakeAsync(here);
        var table = await here.GetAsync("EntityDefinitions(LogicalName='new_tree')");
        table["DisplayName"] = Label("Big tree");
        Assert.AreEqual(204, (int)(await here.SendAsync("PUT", "EntityDefinitions(LogicalName='new_tree')", table.ToString(), ("MSCRM.MergeLabels", "true"))).StatusCode);
        Assert.AreEqual("Big tree", (await here.GetAsync("EntityDefinitions(LogicalName='new_tree')?$select=DisplayName"))["DisplayName"]!["UserLocalizedLabel"]!.Value<string>("Label"));

        var column = await here.GetAsync("EntityDefinitions(LogicalName='new_tree')/Attributes(LogicalName='new_name')/Microsoft.Dynamics.CRM.StringAttributeMetadata");
        Assert.IsFalse(column["DisplayName"]!["UserLocalizedLabel"]!.Value<bool>("IsManaged"));
        column["MaxLength"] = 9;
        Assert.AreEqual(204, (int)(await here.SendAsync("PUT", "EntityDefinitions(LogicalName='new_tree')/Attributes(LogicalName='new_name')", column.ToString())).StatusCode);
        Assert.AreEqual(9, (await here.GetAsync("EntityDefinitions(LogicalName='new_tree')/Attributes(LogicalName='new_name')/Microsoft.Dynamics.CRM.StringAttributeMetadata")).Value<int>("MaxLength"));

        Assert.AreEqual(204, (int)(await here.SendAsync("DELETE", $"EntityDefinitions({table.Value<string>("MetadataId")})")).StatusCode);
        Assert.AreEqual(404, (await here.ErrorAsync("GET", "EntityDefinitions(LogicalName='new_tree')")).Status);
    }

    [TestMethod]
    public async Task A_global_choice_is_made_gains_an_option_and_is_deleted()
    {
        await using var here = await ServedWebApi.StartAsync();
        var choice = new JObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.OptionSetMetadata", ["Name"] = "new_colour", ["IsGlobal"] = true, ["OptionSetType"] = "Picklist", ["DisplayName"] = Label("Colour"), ["Options"] = new JArray(new JObject { ["Value"] = 1, ["Label"] = Label("Red") }) };
        Assert.AreEqual(204, (int)(await here.SendAsync("POST", "GlobalOptionSetDefinitions", choice.ToString())).StatusCode);
        var made = await here.SendAsync("POST", "InsertOptionValue", new JObject { ["OptionSetName"] = "new_colour", ["Label"] = Label("Blue"), ["Value"] = 2 }.ToString());
        Assert.AreEqual(2, JObject.Parse(await made.Content.ReadAsStringAsync()).Value<int>("NewOptionValue"));

        Assert.HasCount(2, (await here.GetAsync("GlobalOptionSetDefinitions(Name='new_colour')"))["Options"]!);
        Assert.AreEqual(204, (int)(await here.SendAsync("DELETE", "GlobalOptionSetDefinitions(Name='new_colour')")).StatusCode);
        Assert.IsEmpty((await here.GetAsync("GlobalOptionSetDefinitions"))["value"]!);
    }

    [TestMethod]
    public async Task Changes_of_definitions_are_asked_for_by_a_query_as_a_parameter()
    {
        await using var here = await ServedWebApi.StartAsync();
        const string Query = """{"Criteria":{"FilterOperator":"And","Conditions":[{"PropertyName":"LogicalName","ConditionOperator":"Equals","Value":{"Type":"System.String","Value":"contact"}}],"Filters":[]},"Properties":{"AllProperties":false,"PropertyNames":["Attributes"]},"AttributeQuery":{"Criteria":{"FilterOperator":"And","Conditions":[{"PropertyName":"AttributeType","ConditionOperator":"Equals","Value":{"Type":"Microsoft.Xrm.Sdk.Metadata.AttributeTypeCode","Value":"State"}}],"Filters":[]}}}""";
        var found = await here.GetAsync($"RetrieveMetadataChanges(Query=@p1)?@p1={Uri.EscapeDataString(Query)}");

        var column = found["EntityMetadata"]!.Single()["Attributes"]!.Single();
        Assert.AreEqual("statecode", column.Value<string>("LogicalName"));
        Assert.AreEqual("#Microsoft.Dynamics.CRM.ComplexStateAttributeMetadata", column.Value<string>("@odata.type"));
        Assert.IsNotEmpty(found.Value<string>("ServerVersionStamp")!);
    }

    private static async Task MakeAsync(ServedWebApi here)
    {
        var table = new JObject
        {
            ["@odata.type"] = "Microsoft.Dynamics.CRM.EntityMetadata",
            ["SchemaName"] = "new_Tree",
            ["DisplayName"] = Label("Tree"),
            ["DisplayCollectionName"] = Label("Trees"),
            ["OwnershipType"] = "UserOwned",
            ["Attributes"] = new JArray(new JObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.StringAttributeMetadata", ["IsPrimaryName"] = true, ["SchemaName"] = "new_Name", ["MaxLength"] = 100, ["DisplayName"] = Label("Name") }),
        };
        Assert.AreEqual(204, (int)(await here.SendAsync("POST", "EntityDefinitions", table.ToString())).StatusCode);
    }

    private static JObject Label(string text) => new()
    {
        ["@odata.type"] = "Microsoft.Dynamics.CRM.Label",
        ["LocalizedLabels"] = new JArray(new JObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.LocalizedLabel", ["Label"] = text, ["LanguageCode"] = 1033 }),
    };
}
