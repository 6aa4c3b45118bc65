using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Newtonsoft.Json.Linq;
using Tevreden.Demo.Service.Data;
using Tevreden.Demo.Service.Faults;
using Tevreden.Demo.Service.Wire;

namespace Tevreden.Demo.Service.Endpoints;

/// <summary>POST of invitations with a result per item (the default profile's assumption), 202 with a task to ask again, and the optional status call.</summary>
internal sealed class InvitationEndpoints(WireNames names, ServiceData data, FaultPlan faults, ErrorAnswers errors)
{
    private const string Section = "invitations";

    public void Map(IEndpointRouteBuilder routes)
    {
        var path = "/" + names.Of(Section, "path");
        routes.MapPost(path, ReceiveAsync);
        routes.MapGet(path + "/tasks/{id}", AskAsync);
        if (names.Has("status", "enabled"))
            routes.MapGet("/" + names.Of("status", "path"), StatusAsync);
    }

    private static bool IsAddress(string email) => email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && email.IndexOf('.', at) > at + 1 && !email.Contains(' ', StringComparison.Ordinal);

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await JsonBodies.ReadObjectAsync(context).ConfigureAwait(false);
        var list = names.Of(Section, "list");
        if (body?[list] is not JArray { Count: > 0 } items)
        {
            await errors.WriteAsync(context, StatusCodes.Status400BadRequest, $"JSON verwacht met een lijst \"{list}\".").ConfigureAwait(false);
            return;
        }

        if (Missing(items) is { } missing)
        {
            await errors.WriteAsync(context, StatusCodes.Status400BadRequest, missing).ConfigureAwait(false);
            return;
        }

        var busy = faults.Take(context.Request.Method, context.Request.Path.Value ?? "/", busy: true);
        var received = items.Cast<JObject>().Select(item => Receive(item, busy is not null)).ToList();
        if (busy is null)
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            await JsonBodies.WriteAsync(context, Envelope(received.Select(ImportResult))).ConfigureAwait(false);
            return;
        }

        var task = data.Tasks.Add([.. received.Select(invitation => invitation.Number)], busy.StillBusy);
        StillBusy(context, task);
    }

    private Task AskAsync(HttpContext context)
    {
        if (data.Tasks.Ask((string)context.Request.RouteValues["id"]!) is not { } task)
            return errors.WriteAsync(context, StatusCodes.Status404NotFound, "Deze taak is er niet.");

        if (task.StillBusy > 0)
        {
            StillBusy(context, task);
            return Task.CompletedTask;
        }

        return JsonBodies.WriteAsync(context, Envelope(task.Invitations
            .Select(number => data.Invitations.Get(number) is { State: InvitationState.Busy } ? data.Invitations.SetState(number, InvitationState.Accepted) : data.Invitations.Get(number))
            .Select(ImportResult)));
    }

    private Task StatusAsync(HttpContext context)
    {
        var reference = context.Request.Query[names.Of("status", "parameter")].ToString();
        return JsonBodies.WriteAsync(context, Envelope(data.Invitations.Find(reference) is { } found ? [Result(found, StatusWord(found.State), found.Message)] : []));
    }

    // A 400 refuses the whole request, so nothing of it is taken.
    private string? Missing(JArray items)
    {
        foreach (var item in items)
        {
            if (item is not JObject json)
                return "Elke uitnodiging is een object.";
            foreach (var name in (string[])["reference", "questionnaireId", "email"])
            {
                if (JsonBodies.Text(json, names.Of(Section, name)) is null)
                    return $"\"{names.Of(Section, name)}\" ontbreekt.";
            }
        }

        return null;
    }

    private ReceivedInvitation Receive(JObject item, bool busy)
    {
        string? Text(string name) => JsonBodies.Text(item, names.Of(Section, name));
        var questionnaire = Text("questionnaireId")!;
        var email = Text("email")!;
        var refusal = Catalogue.FindQuestionnaire(questionnaire) is null ? "Deze vragenlijst is er niet."
            : IsAddress(email) ? null
            : "Dit is geen e-mailadres.";
        var draft = new ReceivedInvitation
        {
            Number = 0,
            Id = "",
            Reference = Text("reference")!,
            QuestionnaireId = questionnaire,
            Email = email,
            Language = Text("language"),
            LocationId = Text("locationId"),
            ReceivedOn = data.Clock.GetUtcNow(),
            State = refusal is not null ? InvitationState.Rejected : busy ? InvitationState.Busy : InvitationState.Accepted,
            Message = refusal,
            Body = item,
        };
        return data.Invitations.Add(draft, names.Has(Section, "deduplicates"));
    }

    private void StillBusy(HttpContext context, ImportTask task)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.Headers.Location = $"{context.Request.PathBase}/{names.Of(Section, "path")}/tasks/{task.Id}";
    }

    private JObject Envelope(IEnumerable<JObject> results) => new() { [names.Of(Section, "list")] = new JArray(results) };

    private JObject ImportResult(ReceivedInvitation invitation) => Result(
        invitation,
        names.Of(Section, invitation.State switch { InvitationState.Rejected => "rejected", InvitationState.Duplicate => "duplicate", _ => "accepted" }),
        invitation.Message);

    private JObject Result(ReceivedInvitation invitation, string status, string? message)
    {
        var result = new JObject
        {
            [names.Of(Section, "reference")] = invitation.Reference,
            [names.Of(Section, "id")] = invitation.Id,
            [names.Of(Section, "status")] = status,
        };
        if (message is not null)
            result[names.Of(Section, "message")] = message;
        return result;
    }

    private string StatusWord(InvitationState state) => names.Of("status", state switch
    {
        InvitationState.Sent => "sent",
        InvitationState.Delivered => "delivered",
        InvitationState.Bounced => "bounced",
        InvitationState.Unsubscribed => "unsubscribed",
        InvitationState.Answered => "answered",
        InvitationState.Rejected => "rejected",
        _ => "accepted",
    });
}
