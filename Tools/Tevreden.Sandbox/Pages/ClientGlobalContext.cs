using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Hosting;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Pages;

/// <summary>The script by which a web resource learns who reads it, in which language, and where the Web API is: the part of it that reads nothing from a form.</summary>
internal static class ClientGlobalContext
{
    private const string Template =
        """
        "use strict";
        function GetGlobalContext() {
          const facts = FACTS;
          return {
            client: { getClient: () => "Web", getFormFactor: () => 1, isOffline: () => false },
            userSettings: { userId: facts.userId, userName: facts.userName, languageId: facts.languageId },
            organizationSettings: { languageId: facts.organizationLanguageId, organizationId: facts.organizationId, uniqueName: facts.uniqueName },
            getClientUrl: () => facts.clientUrl,
            getUserId: () => facts.userId,
            getUserLcid: () => facts.languageId,
            getUserName: () => facts.userName,
            getOrgLcid: () => facts.organizationLanguageId,
            getOrgUniqueName: () => facts.uniqueName,
            getVersion: () => facts.version,
          };
        }
        """;

    public static byte[] Script(HttpContext context, DataverseEngine engine)
    {
        var user = context.Caller().UserId;
        var name = engine.ServiceFor(new CallerContext(engine.SystemUserId)).Retrieve("systemuser", user, new ColumnSet("fullname")).GetAttributeValue<string>("fullname");
        var facts = JsonConvert.SerializeObject(
            new
            {
                userId = user.ToString("B").ToUpperInvariant(),
                userName = name,
                languageId = engine.PrincipalOf(user).Language,
                organizationLanguageId = LocalizedText.English,
                organizationId = engine.OrganizationId,
                uniqueName = engine.Options.UniqueName,
                clientUrl = $"{context.Request.Scheme}://{context.Request.Host}",
                version = engine.Options.Version,
            },
            new JsonSerializerSettings { StringEscapeHandling = StringEscapeHandling.EscapeHtml });
        return Encoding.UTF8.GetBytes(Template.Replace("FACTS", facts, StringComparison.Ordinal));
    }
}
