using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Linq;
using Newtonsoft.Json.Serialization;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Faults;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>Looking at the service and steering it, over HTTP from this machine. JSON in camelCase, whatever the profile.</summary>
internal sealed class AdminEndpoints(SimulatedServiceOptions options, ServiceData data, FaultPlan faults, RequestLog requests, ErrorAnswers errors)
{
    public const string Path = "/_admin";

    private static readonly JsonSerializer Serializer = JsonSerializer.Create(new JsonSerializerSettings
    {
        ContractResolver = new CamelCasePropertyNamesContractResolver { NamingStrategy = new CamelCaseNamingStrategy(processDictionaryKeys: false, overrideSpecifiedNames: true) },
        Converters = { new StringEnumConverter(new CamelCaseNamingStrategy(), allowIntegerValues: false) },
        DateParseHandling = DateParseHandling.DateTimeOffset,
        MissingMemberHandling = MissingMemberHandling.Error,
    });

    /// <summary>What there is, a line each.</summary>
    public static IReadOnlyList<string> Help { get; } =
    [
        $"GET    {Path}/invitations          received invitations, mails by reference, duplicates",
        $"GET    {Path}/requests             every request that came in",
        $"GET    {Path}/responses            all responses",
        $"POST   {Path}/responses            {{\"reference\":…,\"score\":8,\"remark\":…,\"answers\":[…]}} adds one",
        $"PATCH  {Path}/responses/ID         changes one, with only what differs",
        $"DELETE {Path}/responses/ID         withdraws one",
        $"POST   {Path}/answer               {{\"seed\":1,\"share\":0.6}} lets customers answer",
        $"POST   {Path}/invitations/REF      {{\"state\":\"bounced\"}} for the status call",
        $"GET    {Path}/faults               faults that wait",
        $"POST   {Path}/faults               {{\"kind\":\"status\",\"status\":420,\"retryAfterSeconds\":5,\"times\":2,\"method\":\"POST\",\"path\":\"/invitations\"}}",
        "                                     kinds: status, slow (delayMilliseconds), html, truncated, broken, lostAnswer, busy (stillBusy)",
        $"DELETE {Path}/faults               everything works again",
        $"POST   {Path}/reset                forgets everything",
    ];

    public void Map(IEndpointRouteBuilder root)
    {
        var routes = root.MapGroup(Path);
        routes.MapGet("/invitations", context => WriteAsync(context, new { invitations = data.Invitations.All, mailsByReference = data.Invitations.MailsByReference, duplicates = data.Invitations.Duplicates }));
        routes.MapPost("/invitations/{reference}", context => DoAsync(context, SetState));
        routes.MapGet("/requests", context => WriteAsync(context, new { requests = requests.All }));
        routes.MapGet("/responses", context => WriteAsync(context, new { responses = data.Responses.All }));
        routes.MapPost("/responses", context => DoAsync(context, body => data.Responses.Add(Read<ResponseContent>(body))));
        routes.MapPatch("/responses/{id}", context => DoAsync(context, body => data.Responses.Change(Id(context), content => Patch(content, body))));
        routes.MapDelete("/responses/{id}", context => DoAsync(context, _ => data.Responses.Withdraw(Id(context)), needsBody: false));
        routes.MapPost("/answer", context => DoAsync(context, Answer));
        routes.MapGet("/faults", context => WriteAsync(context, new { faults = faults.Waiting }));
        routes.MapPost("/faults", context => DoAsync(context, body =>
        {
            var fault = Read<Fault>(body);
            faults.Add(fault);
            return fault;
        }));
        routes.MapDelete("/faults", context => DoAsync(context, _ => Forget(faults.Clear), needsBody: false));
        routes.MapPost("/reset", context => DoAsync(context, _ => Forget(Reset), needsBody: false));
    }

    /// <summary>As it was at the start.</summary>
    public void Reset()
    {
        faults.Clear();
        requests.Clear();
        data.Clear();
    }

    private static object Forget(Action forget)
    {
        forget();
        return new { done = true };
    }

    private static long Id(HttpContext context) =>
        long.TryParse((string?)context.Request.RouteValues["id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new KeyNotFoundException("A response has a number.");

    private static T Read<T>(JObject body) => body.ToObject<T>(Serializer) ?? throw new ArgumentException("Expected an object.");

    private static ResponseContent Patch(ResponseContent content, JObject body)
    {
        var merged = JObject.FromObject(content, Serializer);
        merged.Merge(body, new JsonMergeSettings { MergeNullValueHandling = MergeNullValueHandling.Merge, MergeArrayHandling = MergeArrayHandling.Replace });
        return Read<ResponseContent>(merged);
    }

    private static Task WriteAsync(HttpContext context, object answer) => JsonBodies.WriteAsync(context, JObject.FromObject(answer, Serializer));

    private object SetState(JObject body, HttpContext context)
    {
        var reference = (string)context.Request.RouteValues["reference"]!;
        var found = data.Invitations.Find(reference) ?? throw new KeyNotFoundException($"No invitation came with reference {reference}.");
        return data.Invitations.SetState(found.Number, Read<NewState>(body).State);
    }

    private object Answer(JObject body)
    {
        var wish = Read<AnswerWish>(body);
        return new { answered = data.AnswerInvitations(wish.Seed ?? options.Seed, wish.Share ?? 1).Count };
    }

    private Task DoAsync(HttpContext context, Func<JObject, object> act, bool needsBody = true) => DoAsync(context, (body, _) => act(body), needsBody);

    private async Task DoAsync(HttpContext context, Func<JObject, HttpContext, object> act, bool needsBody = true)
    {
        var body = needsBody ? await JsonBodies.ReadObjectAsync(context).ConfigureAwait(false) : [];
        try
        {
            if (body is null)
                throw new ArgumentException("Expected a JSON object.");
            await WriteAsync(context, act(body, context)).ConfigureAwait(false);
        }
        catch (KeyNotFoundException exception)
        {
            await errors.WriteAsync(context, StatusCodes.Status404NotFound, exception.Message).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            await errors.WriteAsync(context, StatusCodes.Status400BadRequest, exception.Message).ConfigureAwait(false);
        }
    }

    private sealed record AnswerWish(int? Seed, double? Share);

    private sealed record NewState([property: JsonProperty(Required = Required.Always)] InvitationState State);
}
