using System.Net;
using System.Text.RegularExpressions;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Messages;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Actions and functions: those of the platform that the sandbox knows, and imported custom APIs.</summary>
internal sealed partial class OperationEndpoints(WebApiRequest request)
{
    private const string BoundPrefix = EdmModels.Namespace + ".";

    /// <summary>False when the address names no operation.</summary>
    public async Task<bool> TryHandleAsync(string relative)
    {
        var slash = relative.LastIndexOf('/');
        var last = relative[(slash + 1)..];
        var isBound = slash > 0 && last.StartsWith(BoundPrefix, StringComparison.Ordinal);
        if (slash >= 0 && !isBound)
            return false;
        if (Shape().Match(isBound ? last[BoundPrefix.Length..] : last) is not { Success: true } match)
            return false;
        if (isBound && BulkEndpoint.Is(match.Groups["name"].Value) && request.Catalog.FindTableBySet(relative[..slash]) is { } set)
        {
            await new BulkEndpoint(request).HandleAsync(match.Groups["name"].Value, set).ConfigureAwait(false);
            return true;
        }

        if (Operations.Find(match.Groups["name"].Value, request.FindCustomApi) is not { } operation || operation.IsBound != isBound)
            return false;

        Demand(operation);
        var message = operation.IsFunction
            ? operation.Request(Arguments(match.Groups["arguments"].Value), request.Reader)
            : operation.Request(await request.ReadBodyAsync().ConfigureAwait(false), request.Reader);
        if (operation.IsOnSet)
            DemandSet(relative[..slash], operation);
        else if (isBound && operation.BoundTable == "team")
            message["TeamId"] = Target(relative[..slash], operation).Id;
        else if (isBound)
            message["Target"] = Target(relative[..slash], operation);
        await AnswerAsync(operation, request.Run(message)).ConfigureAwait(false);
        return true;
    }

    private void Demand(WebOperation operation)
    {
        var expected = operation.IsFunction ? "GET" : "POST";
        if (request.Method != expected)
            throw new WebApiException(405, WebApiException.NotSupported, $"{operation.Name} is {(operation.IsFunction ? "a function" : "an action")}: expected {expected}, found {request.Method}.");
    }

    private void DemandSet(string address, WebOperation operation)
    {
        if (request.Catalog.FindTableBySet(address)?.LogicalName != operation.BoundTable)
            throw WebApiException.Bad($"{operation.Name} is bound to the set of '{operation.BoundTable}', not to '{address}'.");
    }

    private EntityReference Target(string address, WebOperation operation)
    {
        var target = request.Addresses.Reference(address);
        return target.LogicalName == operation.BoundTable
            ? target
            : throw WebApiException.Bad($"{operation.Name} is bound to rows of '{operation.BoundTable}', not of '{target.LogicalName}'.");
    }

    // name=value pairs; a value is a literal of OData, or an alias (@p) that the query string gives.
    private JObject Arguments(string text)
    {
        var arguments = new JObject();
        foreach (Match match in Argument().Matches(text))
        {
            var value = match.Groups["value"].Value;
            if (value.StartsWith('@'))
                value = request.Options.GetValueOrDefault(value) ?? throw WebApiException.Bad($"The parameter alias {value} has no value in the query string.");
            arguments[match.Groups["name"].Value] = Literal(value);
        }

        return arguments;
    }

    private static JToken Literal(string value)
    {
        // Names of enumerations stand after their type.
        if (Enumerated().Match(value) is { Success: true } named)
            return named.Groups["name"].Value;
        if (value.StartsWith('[') || value.StartsWith('{'))
            return value;
        try
        {
            var literal = ODataUriUtils.ConvertFromUriLiteral(value, ODataVersion.V4);
            return literal switch
            {
                null => JValue.CreateNull(),
                Guid id => id.ToString("D"),
                string or bool or int or long or decimal or double => JToken.FromObject(literal),
                _ => value,
            };
        }
        catch (ODataException problem)
        {
            throw WebApiException.Bad($"'{value}' is no value of a parameter: {problem.Message}", problem);
        }
    }

    private Task AnswerAsync(WebOperation operation, OrganizationResponse response)
    {
        if (operation.Outputs.Count == 0)
            return request.AnswerAsync(HttpStatusCode.NoContent, null);
        var body = new JObject { ["@odata.context"] = request.Context($"{EdmModels.Namespace}.{operation.Name}Response") };
        foreach (var name in operation.Outputs)
            body[name] = request.Writer.Value(response.Results.TryGetValue(name, out var value) ? value : null);
        return request.AnswerAsync(HttpStatusCode.OK, body);
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z_]\w*)(?:\((?<arguments>.*)\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^[A-Za-z_][\w.]*'(?<name>\w+)'$", RegexOptions.CultureInvariant)]
    private static partial Regex Enumerated();

    [GeneratedRegex(@"(?<name>\w+)=(?<value>'(?:[^']|'')*'|[^,]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Argument();
}
