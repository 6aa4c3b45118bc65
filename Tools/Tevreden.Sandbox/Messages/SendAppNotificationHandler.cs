using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Security;

namespace Tevreden.Sandbox.Messages;

/// <summary>SendAppNotification: a row of appnotification that belongs to the receiver.</summary>
internal sealed class SendAppNotificationHandler(RowCreation creation, Privileges privileges) : IMessageHandler
{
    private const int Info = 100000000, Timed = 200000000, Normal = 200000000, TwoWeeks = 14 * 24 * 3600;

    public string RequestName => "SendAppNotification";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        privileges.Demand("prvSendAppNotification", operation);
        var recipient = request.Need<EntityReference>("Recipient");
        if (recipient.LogicalName != "systemuser")
            throw Faults.InvalidArgument($"The recipient of a notification must be a systemuser, not a {recipient.LogicalName}.");

        var row = new Entity("appnotification")
        {
            ["title"] = request.Need<string>("Title"),
            ["body"] = request.Find<string>("Body"),
            ["icontype"] = request.Find<OptionSetValue>("IconType") ?? new OptionSetValue(Info),
            ["toasttype"] = request.Find<OptionSetValue>("ToastType") ?? new OptionSetValue(Timed),
            ["priority"] = request.Find<OptionSetValue>("Priority") ?? new OptionSetValue(Normal),
            ["ttlinseconds"] = request.Parameters.TryGetValue("Expiry", out var expiry) && expiry is int seconds ? seconds : TwoWeeks,
            ["ownerid"] = recipient,
        };
        return new OrganizationResponse { ResponseName = RequestName, Results = { ["NotificationId"] = creation.Create([row], [], operation)[0] } };
    }
}
