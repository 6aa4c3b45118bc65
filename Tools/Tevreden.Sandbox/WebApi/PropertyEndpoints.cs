using System.Net;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>One column of one row: its value, or the content of a file or image.</summary>
internal sealed class PropertyEndpoints(WebApiRequest request)
{
    public Task HandleAsync(EntityReference target, TableDefinition table, string property, IReadOnlyList<ODataPathSegment> rest)
    {
        var name = RowAddresses.ColumnOf(table, property);
        var column = table.Columns.First(found => found.LogicalName == name);
        var isValue = rest is [ValueSegment];
        if (rest.Count > 0 && !isValue)
            throw new WebApiException(501, WebApiException.NotSupported, $"Nothing but $value may follow the property '{property}'.");
        return request.Method switch
        {
            "GET" when isValue => ContentAsync(target, column),
            "GET" => ShowAsync(target, table, column, property),
            "PUT" when column.Type is not (ColumnType.File or ColumnType.Image) => ChangeAsync(target, table, column),
            "PUT" or "PATCH" when column.Type is ColumnType.File or ColumnType.Image => UploadAsync(target, column),
            "DELETE" => EmptyAsync(target, column),
            _ => throw new WebApiException(405, WebApiException.NotSupported, $"The HTTP method {request.Method} is not supported for the property '{property}'."),
        };
    }

    private Entity Row(EntityReference target, ColumnDefinition column) =>
        ((RetrieveResponse)request.Run(new RetrieveRequest { Target = target, ColumnSet = new ColumnSet(column.LogicalName) })).Entity;

    private Task ShowAsync(EntityReference target, TableDefinition table, ColumnDefinition column, string property)
    {
        var json = request.Writer.Write(Row(target, column), [column.LogicalName]);
        if (json[property] is null or { Type: JTokenType.Null })
            return request.AnswerAsync(HttpStatusCode.NoContent, null);
        return request.AnswerAsync(HttpStatusCode.OK, new JObject
        {
            ["@odata.context"] = request.Context($"{table.EntitySetName}({target.Id:D})/{property}"),
            ["value"] = json[property],
        });
    }

    private async Task ContentAsync(EntityReference target, ColumnDefinition column)
    {
        switch (column.Type)
        {
            case ColumnType.File:
                await new FileContent(request, target, column).DownloadAsync().ConfigureAwait(false);
                break;
            case ColumnType.Image when Row(target, column).GetAttributeValue<byte[]>(column.LogicalName) is { } image:
                await request.AnswerBytesAsync(image, "application/octet-stream", column.LogicalName).ConfigureAwait(false);
                break;
            case ColumnType.Image:
                await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
                break;
            default:
                var shown = request.Writer.Write(Row(target, column), [column.LogicalName]);
                await request.AnswerTextAsync(shown[column.IsLookup ? EdmModels.LookupProperty(column.LogicalName) : column.LogicalName]?.ToString() ?? "").ConfigureAwait(false);
                break;
        }
    }

    private async Task ChangeAsync(EntityReference target, TableDefinition table, ColumnDefinition column)
    {
        var body = await request.ReadBodyAsync().ConfigureAwait(false);
        var value = body["value"] ?? throw WebApiException.Bad("Expected { \"value\": … } with the new value of the property.");
        Update(target, column, RowReader.Value(value, table, column));
        await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
    }

    private async Task UploadAsync(EntityReference target, ColumnDefinition column)
    {
        if (column.Type == ColumnType.File)
        {
            await new FileContent(request, target, column).UploadAsync().ConfigureAwait(false);
            return;
        }

        Update(target, column, await request.ReadBytesAsync().ConfigureAwait(false));
        await request.AnswerAsync(HttpStatusCode.NoContent, null).ConfigureAwait(false);
    }

    private Task EmptyAsync(EntityReference target, ColumnDefinition column)
    {
        if (column.Type != ColumnType.File)
            Update(target, column, null);
        else if (Row(target, column).GetAttributeValue<Guid?>(column.LogicalName) is { } file)
            request.Run(new DeleteFileRequest { FileId = file });
        return request.AnswerAsync(HttpStatusCode.NoContent, null);
    }

    private void Update(EntityReference target, ColumnDefinition column, object? value) =>
        request.Run(new UpdateRequest { Target = new Entity(target.LogicalName, target.Id) { KeyAttributes = target.KeyAttributes, [column.LogicalName] = value } });
}
