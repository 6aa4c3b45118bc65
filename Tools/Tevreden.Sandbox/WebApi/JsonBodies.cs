using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Bodies as JSON objects. Dates stay texts, and numbers keep their digits: what a column makes of them is decided by its type.</summary>
internal static class JsonBodies
{
    /// <exception cref="WebApiException">The body is no JSON object.</exception>
    public static async Task<JObject> ReadAsync(HttpContext context)
    {
        using var text = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await text.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(body) ? [] : Parse(body);
    }

    public static Task WriteAsync(HttpContext context, JObject body)
    {
        context.Response.ContentType = "application/json; odata.metadata=minimal";
        context.Response.Headers["OData-Version"] = "4.0";
        return context.Response.WriteAsync(body.ToString(Formatting.None), context.RequestAborted);
    }

    private static JObject Parse(string body)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(body)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            return JObject.Load(reader);
        }
        catch (JsonException problem)
        {
            throw WebApiException.Bad($"The body must be a JSON object: {problem.Message}", problem);
        }
    }
}
