using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>What else there is in an environment: solutions of others, and what the job wrote.</summary>
internal static class Surroundings
{
    /// <summary>Registers a plug-in of the sandbox's own tests as a synchronous step, as another solution of the customer would.</summary>
    public static void Register(this Product product, string plugin, string message, string table)
    {
        const string Fixtures = "Tevreden.Sandbox.Fixtures";
        var assembly = product.Admin.Create(new Entity("pluginassembly") { ["name"] = Fixtures, ["content"] = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(System.AppContext.BaseDirectory, Fixtures + ".dll"))) });
        var type = product.Admin.Create(new Entity("plugintype") { ["typename"] = $"{Fixtures}.{plugin}", ["name"] = plugin, ["pluginassemblyid"] = new EntityReference("pluginassembly", assembly) });
        var on = product.Rows("sdkmessage").Single(row => row.GetAttributeValue<string>("name") == message);
        product.Admin.Create(new Entity("sdkmessageprocessingstep")
        {
            ["name"] = plugin,
            ["sdkmessageid"] = on.ToEntityReference(),
            ["sdkmessagefilterid"] = product.RowsWhere("sdkmessagefilter", "primaryobjecttypecode", table).Single(row => row.GetAttributeValue<EntityReference>("sdkmessageid").Id == on.Id).ToEntityReference(),
            ["plugintypeid"] = new EntityReference("plugintype", type),
            ["stage"] = new OptionSetValue(40),
            ["mode"] = new OptionSetValue(0),
            ["rank"] = 1,
        });
    }

    /// <summary>A score as the job writes it.</summary>
    public static void Scored(this Product product, string table, Guid customer)
    {
        var key = $"{table[0]}-{customer:D}";
        var score = product.Admin.Create(new Entity(ScoreTable.Table)
        {
            [ScoreTable.Name] = key,
            [ScoreTable.Key] = key,
            [table == "contact" ? ScoreTable.Contact : ScoreTable.Account] = new EntityReference(table, customer),
            [ScoreTable.Responses] = 1,
        });
        product.Admin.Update(new Entity(table, customer) { [CustomerColumns.Score] = new EntityReference(ScoreTable.Table, score) });
    }
}
