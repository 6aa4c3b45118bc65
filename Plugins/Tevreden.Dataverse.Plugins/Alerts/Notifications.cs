using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core.Alerts;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Alerts;

/// <summary>Tells the administrators in the app, each in the language of their own screens.</summary>
internal sealed class Notifications
{
    private const int Warning = 100000003, High = 200000001;

    // appnotification.body holds 500; the alert's row has the whole text.
    private const int MaxBody = 500;

    private readonly PluginCall _call;

    public Notifications(PluginCall call) => _call = call;

    public void Send(AlertText text)
    {
        int? ofEnvironment = null;
        foreach (var administrator in new AdministratorsQuery(_call.System).Read())
        {
            var language = administrator.Language ?? (ofEnvironment ??= new LanguageQuery(_call.System).OfEnvironment());
            try
            {
                _call.System.Execute(new OrganizationRequest("SendAppNotification")
                {
                    ["Title"] = text.Title.In(language),
                    ["Body"] = Shorten(text.Body.In(language)),
                    ["Recipient"] = new EntityReference("systemuser", administrator.Id),
                    ["IconType"] = new OptionSetValue(Warning),
                    ["Priority"] = new OptionSetValue(High),
                });
            }
            catch (FaultException<OrganizationServiceFault> fault)
            {
                // Somebody who can't be told must not keep the others from it, nor the sending; the alert's row stands.
                _call.Trace($"User {administrator.Id:D} could not be notified: code {fault.Detail?.ErrorCode ?? 0}.");
            }
        }
    }

    private static string Shorten(string text) => text.Length > MaxBody ? text.Substring(0, MaxBody - 1) + "…" : text;
}
