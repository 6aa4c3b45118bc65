using System.Text;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>Bodies as JSON, with dates left as the texts they are.</summary>
internal static class JsonBodies
{
    public static async Task WriteAsync(HttpContext context, JToken json)
    {
        var body = Encoding.UTF8.GetBytes(json.ToString(Formatting.None));
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>The object that came in, or null where the body is none.</summary>
    public static async Task<JObject?> ReadObjectAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false));
        var text = await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        using var json = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        try
        {
            var value = JToken.ReadFrom(json, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            while (json.Read())
            {
                if (json.TokenType != JsonToken.Comment)
                    return null;
            }

            return value as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text, or a number as it was written; null where it is absent, empty or another kind.</summary>
    public static string? Text(JObject json, string name) => json[name] switch
    {
        { Type: JTokenType.String or JTokenType.Integer or JTokenType.Float } value when value.ToString(Formatting.None).Trim('"').Trim().Length > 0 => value.Type == JTokenType.String ? value.Value<string>() : value.ToString(Formatting.None),
        _ => null,
    };
}
