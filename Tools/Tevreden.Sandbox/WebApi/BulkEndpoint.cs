using System.Net;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>CreateMultiple, UpdateMultiple and UpsertMultiple, bound to a set of rows: all or nothing.</summary>
internal sealed class BulkEndpoint(WebApiRequest request)
{
    public static bool Is(string name) => name is "CreateMultiple" or "UpdateMultiple" or "UpsertMultiple";

    public async Task HandleAsync(string name, TableDefinition table)
    {
        if (request.Method != "POST")
            throw new WebApiException(405, WebApiException.NotSupported, $"{name} is an action: expected POST, found {request.Method}.");
        var body = await request.ReadBodyAsync().ConfigureAwait(false);
        var targets = body["Targets"] as JArray ?? throw WebApiException.Bad($"{name} expects the parameter 'Targets', an array of rows.");
        var rows = new EntityCollection([.. targets.Select(target => Row(target as JObject ?? throw WebApiException.Bad("Each of Targets must be a row."), table))]) { EntityName = table.LogicalName };
        switch (name)
        {
            case "CreateMultiple":
                var made = (CreateMultipleResponse)request.Run(new CreateMultipleRequest { Targets = rows });
                await request.AnswerAsync(HttpStatusCode.OK, new JObject
                {
                    ["@odata.context"] = request.Context($"{EdmModels.Namespace}.CreateMultipleResponse"),
                    ["Ids"] = new JArray(made.Ids.Select(id => id.ToString("D"))),
                }).ConfigureAwait(false);
                break;
            case "UpdateMultiple":
                request.Run(new UpdateMultipleRequest { Targets = rows });
                await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
                break;
            default:
                request.Run(new UpsertMultipleRequest { Targets = rows });
                await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
                break;
        }
    }

    private Entity Row(JObject target, TableDefinition table)
    {
        // The platform asks for the type of each row, though the address says it.
        if (target.Value<string>("@odata.type") is not { } type)
            throw WebApiException.Bad($"Each of Targets needs \"@odata.type\": \"{EdmModels.Namespace}.{table.LogicalName}\".");
        if (type.TrimStart('#') != $"{EdmModels.Namespace}.{table.LogicalName}")
            throw WebApiException.Bad($"All of Targets must be of the table '{table.LogicalName}', found '{type}'.");
        var row = request.Reader.Read(target, table);
        if (target.Value<string>("@odata.id") is { } address)
        {
            var reference = request.Addresses.Reference(address);
            row.Id = reference.Id;
            row.KeyAttributes = reference.KeyAttributes;
        }

        return row;
    }
}
