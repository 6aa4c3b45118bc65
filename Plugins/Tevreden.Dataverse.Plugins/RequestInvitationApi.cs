using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Api.Json;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Sending;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins;

/// <summary>
/// Custom API <c>tvr_RequestInvitation</c>: a person asks to send, cancel or plan again. It only asks; the sender does it.
/// Refused ones keep no other from being asked.
/// </summary>
public sealed class RequestInvitationApi : PluginBase
{
    private const int Most = 1000;

    private static readonly Words NotThere = new("There is no invitation with this id.", "Er is geen uitnodiging met dit id.");

    /// <summary>Used by the platform.</summary>
    public RequestInvitationApi()
        : this(SystemClock.UtcNow)
    {
    }

    internal RequestInvitationApi(Func<DateTime> clock)
        : base(clock)
    {
    }

    private protected override void Run(PluginCall call)
    {
        var request = RequestOf(call.Input<string>(CustomApis.Request));
        var asked = call.Input<string[]>(CustomApis.InvitationIds).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (asked.Count > Most)
        {
            throw new InvalidPluginExecutionException($"{CustomApis.InvitationIds} holds {asked.Count} ids; at most {Most} can be asked about at once.");
        }

        var found = new RequestedInvitationsQuery(call.System).Read(asked.Select(Id).OfType<Guid>().ToList());
        var refused = new List<KeyValuePair<string, Words>>();
        foreach (var text in asked)
        {
            if (Id(text) is not { } id || !found.TryGetValue(id, out var invitation))
            {
                refused.Add(new KeyValuePair<string, Words>(text, NotThere));
            }
            else if (InvitationRequests.WhyNot(request, invitation, call.Now) is { } why)
            {
                refused.Add(new KeyValuePair<string, Words>(text, why));
            }
            else
            {
                call.System.Update(Asking(request, id, call.Now));
            }
        }

        call.Trace($"{request}: {asked.Count - refused.Count} asked, {refused.Count} refused.");
        call.Context.OutputParameters[CustomApis.Asked] = asked.Count - refused.Count;
        call.Context.OutputParameters[CustomApis.Refused] = Json(refused, call);
    }

    private static PersonsRequest RequestOf(string text) => text switch
    {
        "send" => PersonsRequest.Send,
        "cancel" => PersonsRequest.Cancel,
        "plan" => PersonsRequest.Plan,
        _ => throw new InvalidPluginExecutionException($"{CustomApis.Request} must be send, cancel or plan, not '{text}'."),
    };

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;

    private static Entity Asking(PersonsRequest request, Guid id, DateTime now)
    {
        var row = new Entity(InvitationTable.Table, id);
        switch (request)
        {
            case PersonsRequest.Send:
                row[InvitationTable.SendRequestedOn] = now;

                // Who asks to send does not want to wait for the next attempt.
                row[InvitationTable.NextAttemptOn] = null;
                break;
            case PersonsRequest.Cancel:
                row[InvitationTable.CancelRequestedOn] = now;
                break;
            default:
                row[InvitationTable.PlanRequestedOn] = now;
                break;
        }

        return row;
    }

    private static string Json(List<KeyValuePair<string, Words>> refused, PluginCall call)
    {
        if (refused.Count == 0)
        {
            return "[]";
        }

        var language = new LanguageQuery(call.System).OfUser(call.Context.InitiatingUserId);
        return JsonWriter.Write(new JsonArray(refused
            .Select(r => new JsonObject(
            [
                new KeyValuePair<string, JsonValue>("id", JsonValue.Of(r.Key)),
                new KeyValuePair<string, JsonValue>("reason", JsonValue.Of(r.Value.In(language))),
            ]))
            .ToList()));
    }
}
