using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>What kept invitations back is gone: they are asked for. Those beyond the first thousand are left to the clock.</summary>
internal sealed class WaitingInvitations
{
    private const int Most = 1000;

    private readonly PluginCall _call;

    public WaitingInvitations(PluginCall call) => _call = call;

    public void Ask()
    {
        var waiting = new WaitingInvitationsQuery(_call.System).Read(Most, _call.Now);
        foreach (var id in waiting)
        {
            _call.System.Update(new Entity(InvitationTable.Table, id) { [InvitationTable.SendRequestedOn] = _call.Now });
        }

        _call.Trace($"Connection: {waiting.Count} waiting invitations asked for.");
    }
}
