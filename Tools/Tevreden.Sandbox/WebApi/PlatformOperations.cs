using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

internal enum OperationValue
{
    Text,
    Texts,
    Yes,
    Whole,
    Id,
    Bytes,
    Row,
    Label,
    Wholes,
}

/// <summary>Operations whose parameters are those of their message, one for one.</summary>
internal static class PlatformOperations
{
    public static IEnumerable<WebOperation> All =>
    [
        Function("RetrieveTotalRecordCount", ["EntityRecordCountCollection"], ("EntityNames", OperationValue.Texts)),
        Function("RetrieveProvisionedLanguages", ["RetrieveProvisionedLanguages"]),
        Function("RetrieveDependenciesForUninstall", ["EntityCollection"], ("SolutionUniqueName", OperationValue.Text)),
        Action("RetrieveEnvironmentVariableSecretValue", ["EnvironmentVariableSecretValue"], ("EnvironmentVariableName", OperationValue.Text)),
        .. ((string[])["CanBeReferenced", "CanBeReferencing", "CanManyToMany"]).Select(name => Action(name, [name], ("EntityName", OperationValue.Text))),
        Function("GetValidReferencedEntities", ["EntityNames"], ("ReferencingEntityName", OperationValue.Text)),
        Function("GetValidReferencingEntities", ["EntityNames"], ("ReferencedEntityName", OperationValue.Text)),
        Function("GetValidManyToMany", ["EntityNames"]),
        Action("InsertOptionValue", ["NewOptionValue"], [.. OfChoice, ("Value", OperationValue.Whole), ("Label", OperationValue.Label), ("Description", OperationValue.Label)]),
        Action("InsertStatusValue", ["NewOptionValue"], [.. OfChoice, ("Value", OperationValue.Whole), ("Label", OperationValue.Label), ("Description", OperationValue.Label), ("StateCode", OperationValue.Whole)]),
        Action("UpdateOptionValue", [], [.. OfChoice, ("Value", OperationValue.Whole), ("Label", OperationValue.Label), ("Description", OperationValue.Label), ("MergeLabels", OperationValue.Yes)]),
        Action("UpdateStateValue", [], [.. OfChoice, ("Value", OperationValue.Whole), ("Label", OperationValue.Label), ("MergeLabels", OperationValue.Yes)]),
        Action("DeleteOptionValue", [], [.. OfChoice, ("Value", OperationValue.Whole)]),
        Action("OrderOption", [], [.. OfChoice, ("Values", OperationValue.Wholes)]),
        Action("PublishXml", [], ("ParameterXml", OperationValue.Text)),
        Action("ImportSolution", [], ("OverwriteUnmanagedCustomizations", OperationValue.Yes), ("PublishWorkflows", OperationValue.Yes), ("CustomizationFile", OperationValue.Bytes), ("ImportJobId", OperationValue.Id), ("HoldingSolution", OperationValue.Yes)),
        Action("StageAndUpgrade", ["SolutionId"], ("OverwriteUnmanagedCustomizations", OperationValue.Yes), ("PublishWorkflows", OperationValue.Yes), ("CustomizationFile", OperationValue.Bytes), ("ImportJobId", OperationValue.Id)),
        Action("DeleteAndPromote", ["SolutionId"], ("UniqueName", OperationValue.Text)),
        Action("SendAppNotification", ["NotificationId"], ("Title", OperationValue.Text), ("Body", OperationValue.Text), ("Recipient", OperationValue.Row), ("IconType", OperationValue.Whole), ("ToastType", OperationValue.Whole)),
        Action("InitializeFileBlocksUpload", ["FileContinuationToken"], ("Target", OperationValue.Row), ("FileAttributeName", OperationValue.Text), ("FileName", OperationValue.Text)),
        Action("UploadBlock", [], ("BlockId", OperationValue.Text), ("BlockData", OperationValue.Bytes), ("FileContinuationToken", OperationValue.Text)),
        Action("CommitFileBlocksUpload", ["FileId", "FileSizeInBytes"], ("FileName", OperationValue.Text), ("MimeType", OperationValue.Text), ("BlockList", OperationValue.Texts), ("FileContinuationToken", OperationValue.Text)),
        Action("InitializeFileBlocksDownload", ["FileContinuationToken", "FileSizeInBytes", "FileName", "IsChunkingSupported"], ("Target", OperationValue.Row), ("FileAttributeName", OperationValue.Text)),
        Action("DownloadBlock", ["Data"], ("Offset", OperationValue.Whole), ("BlockLength", OperationValue.Whole), ("FileContinuationToken", OperationValue.Text)),
        Action("DeleteFile", [], ("FileId", OperationValue.Id)),
    ];

    private static IEnumerable<(string, OperationValue)> OfChoice =>
        [("OptionSetName", OperationValue.Text), ("AttributeLogicalName", OperationValue.Text), ("EntityLogicalName", OperationValue.Text), ("SolutionUniqueName", OperationValue.Text)];

    private static WebOperation Function(string name, string[] outputs, params (string Name, OperationValue Kind)[] inputs) => Make(name, isFunction: true, outputs, inputs);

    private static WebOperation Action(string name, string[] outputs, params (string Name, OperationValue Kind)[] inputs) => Make(name, isFunction: false, outputs, inputs);

    private static WebOperation Make(string name, bool isFunction, string[] outputs, (string Name, OperationValue Kind)[] inputs) => new(name, isFunction, null, outputs, (parameters, reader) =>
    {
        Operations.Allow(name, parameters, [.. inputs.Select(input => input.Name)]);
        var request = new OrganizationRequest(name);
        foreach (var (input, kind) in inputs)
        {
            if (parameters[input] is { Type: not JTokenType.Null } value)
                request[input] = Value(name, input, value, kind, reader);
        }

        return request;
    });

    private static object Value(string operation, string input, JToken value, OperationValue kind, RowReader reader)
    {
        try
        {
            return kind switch
            {
                OperationValue.Text => value.Value<string>()!,
                OperationValue.Texts => (value is JArray list ? list : JArray.Parse(value.Value<string>()!)).Values<string>().ToArray(),
                OperationValue.Yes => value.Value<bool>(),
                OperationValue.Whole when operation == "DownloadBlock" => value.Value<long>(),
                OperationValue.Whole => value.Value<int>(),
                OperationValue.Id => Guid.Parse(value.Value<string>()!),
                OperationValue.Label => DefinitionJson.Read<Label>((JObject)value),
                OperationValue.Wholes => value.Values<int>().ToArray(),
                OperationValue.Bytes => Convert.FromBase64String(value.Value<string>()!),
                _ => reader.Read((JObject)value, usual: null).ToEntityReference(),
            };
        }
        catch (Exception problem) when (problem is FormatException or InvalidCastException or OverflowException or ArgumentException or Newtonsoft.Json.JsonException)
        {
            throw WebApiException.Bad($"The parameter '{input}' of {operation} does not fit: expected {kind}.", problem);
        }
    }
}
