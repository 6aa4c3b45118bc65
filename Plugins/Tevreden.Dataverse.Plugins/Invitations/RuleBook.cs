using System;
using System.Collections.Generic;
using System.Linq;
using Tevreden.Api.Profile;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Invitations;

/// <summary>Rules, mappings, locations and what of the API profile deciding needs, read at most once per minute and worker.</summary>
internal sealed class RuleBook
{
    private static readonly MinuteCache<Configuration> Kept = new();

    private readonly PluginCall _call;

    public RuleBook(PluginCall call) => _call = call;

    /// <summary>The active rules.</summary>
    /// <param name="notBefore">What was read before then is outdated; null takes whatever is kept.</param>
    public Configuration Read(DateTime? notBefore = null)
    {
        // No rules at all is not kept: an administrator who has just made the first one expects it to work.
        Configuration? empty = null;
        return Kept.Get(_call.Context.OrganizationId, _call.Now, () =>
        {
            var read = Around(new ActiveRulesQuery(_call.System).Read());
            empty = read.Rules.Count == 0 ? read : null;
            return empty is null ? read : null;
        }, notBefore) ?? empty!;
    }

    /// <summary>The same for other rules than the active ones; never kept.</summary>
    public Configuration Around(IReadOnlyList<RuleFacts> rules) => new(
        rules,
        rules.Any(r => r.LocationSource is not null) ? new LocationsQuery(_call.System).Read() : [],
        rules.Count > 0 && TakesUtf8LocalPart());

    /// <summary>What was read a moment ago no longer holds.</summary>
    public void Forget() => Kept.Drop(_call.Context.OrganizationId);

    // A profile that can't be used stops the sender, which says so where an administrator looks.
    private bool TakesUtf8LocalPart()
    {
        try
        {
            var variables = new EnvironmentVariablesQuery(_call.System).Read(EnvironmentVariables.ApiProfile);
            return variables.TryGetValue(EnvironmentVariables.ApiProfile, out var profile) && ApiProfile.FromMergePatch(profile).TakesUtf8LocalPart;
        }
        catch (ApiProfileException)
        {
            return false;
        }
    }
}
