using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service.Wire;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>Errors as documented: a status, and JSON with a message.</summary>
internal sealed class ErrorAnswers(WireNames names)
{
    public Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return JsonBodies.WriteAsync(context, new JObject { [names.Of("errors", "message")] = message });
    }
}
