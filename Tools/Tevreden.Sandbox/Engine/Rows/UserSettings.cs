using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Each user has a row of settings, under the user's own id, made with the user: in English until somebody chooses otherwise.</summary>
internal sealed class UserSettings : IRowEffect
{
    public const string Table = "usersettings", Language = "uilanguageid", Locale = "localeid";

    // GMT without daylight saving, as the platform gives it where nothing else is known.
    private const int Utc = 92;

    public static void Add(Guid user, StoreScope scope) => scope.Insert(new Entity(Table, user)
    {
        ["systemuserid"] = user,
        [Language] = LocalizedText.English,
        ["helplanguageid"] = LocalizedText.English,
        [Locale] = LocalizedText.English,
        ["timezonecode"] = Utc,
    });

    public void Inserted(TableDefinition table, Entity row, StoreScope scope)
    {
        if (table.LogicalName == "systemuser")
            Add(row.Id, scope);
    }

    public void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope)
    {
    }

    public void Deleted(TableDefinition table, Guid id, StoreScope scope)
    {
        if (table.LogicalName == "systemuser")
            scope.Delete(Table, id);
    }
}
