using Microsoft.AspNetCore.Http;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;

namespace Tevreden.Sandbox.OrganizationService;

/// <summary>On whose behalf a request runs: what the gate says, changed by what the sender asks in SOAP headers and HTTP headers.</summary>
internal static class Impersonation
{
    public static CallerContext Apply(Envelope envelope, HttpContext context, DataverseEngine engine)
    {
        var caller = context.Caller();
        if (Asked(envelope, context, engine) is { } user && user != caller.UserId)
            caller = caller with { UserId = user, InitiatingUserId = caller.InitiatingUserId ?? caller.UserId };
        return caller with
        {
            UserAgent = caller.UserAgent ?? context.Request.Headers.UserAgent.ToString(),
        };
    }

    private static Guid? Asked(Envelope envelope, HttpContext context, DataverseEngine engine)
    {
        if ((envelope.CallerId ?? Header(context, "MSCRMCallerID")) is { } user && user != Guid.Empty)
            return user;
        return (envelope.CallerObjectId ?? Header(context, "CallerObjectId")) is { } person && person != Guid.Empty ? ByDirectoryId(person, engine) : null;
    }

    /// <summary>The user whom the directory knows by this id.</summary>
    public static Guid ByDirectoryId(Guid person, DataverseEngine engine, Func<OrganizationRequest, CallerContext, OrganizationResponse>? inside = null)
    {
        var query = new QueryExpression("systemuser") { TopCount = 1 };
        query.Criteria.AddCondition("azureactivedirectoryobjectid", ConditionOperator.Equal, person);
        var request = new RetrieveMultipleRequest { Query = query };
        var system = new CallerContext(engine.SystemUserId);
        var found = (RetrieveMultipleResponse)(inside is null ? engine.Execute(request, system) : inside(request, system));
        return found.EntityCollection.Entities is [var row, ..]
            ? row.Id
            : throw Faults.Make(FaultCodes.ObjectDoesNotExist, $"No systemuser has the azureactivedirectoryobjectid {person:D} that the header CallerObjectId names.");
    }

    private static Guid? Header(HttpContext context, string name)
    {
        if (context.Request.Headers[name].ToString() is not { Length: > 0 } text)
            return null;
        return Guid.TryParse(text, out var id) ? id : throw new BadEnvelopeException($"The header {name} holds '{text}'; expected the id of a user.");
    }
}
