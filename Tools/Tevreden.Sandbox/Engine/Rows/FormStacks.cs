using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>A form is what its maker made and the layers of solutions over it. Whichever of them comes, changes or goes, the form is put together again.</summary>
internal sealed class FormStacks : IRowEffect
{
    public const string Table = "formlayer", Form = "formid", Content = "content", IsBase = "isbase";

    private const string Forms = "systemform", FormXml = "formxml";

    public void Inserted(TableDefinition table, Entity row, StoreScope scope)
    {
        if (table.LogicalName == Table)
            PutTogether(row.GetAttributeValue<Guid>(Form), scope);
    }

    public void Updated(TableDefinition table, Guid id, Entity changes, StoreScope scope)
    {
        if (table.LogicalName == Table)
            PutTogether(scope.Get(Table, id).GetAttributeValue<Guid>(Form), scope);
        else if (table.LogicalName == Forms && changes.Contains(FormXml) && Base(id, scope) is { } below)
            Rebase(below, id, changes.GetAttributeValue<string>(FormXml), scope);
    }

    public void Deleted(TableDefinition table, Guid id, StoreScope scope)
    {
        if (table.LogicalName != Table)
            return;
        foreach (var below in scope.Rows(Table, (IsBase, true)))
            PutTogether(below.GetAttributeValue<Guid>(Form), scope);
    }

    private static void Rebase(Entity below, Guid form, string content, StoreScope scope)
    {
        scope.Update(Table, below.Id, new AttributeCollection { [Content] = content });
        PutTogether(form, scope);
    }

    private static void PutTogether(Guid form, StoreScope scope)
    {
        var below = Base(form, scope) ?? Keep(form, scope);
        var layers = scope.Rows(Table, (Form, form), (IsBase, false)).OrderBy(layer => layer.GetAttributeValue<object>("versionnumber"));
        var whole = layers.Aggregate(XElement.Parse((string)below[Content]), (content, layer) => FormLayers.Lay(content, XElement.Parse((string)layer[Content])));
        scope.Update(Forms, form, new AttributeCollection { [FormXml] = whole.ToString(SaveOptions.DisableFormatting) });
    }

    private static Entity? Base(Guid form, StoreScope scope) => scope.FindRow(Table, (Form, form), (IsBase, true));

    // Kept before the first layer comes.
    private static Entity Keep(Guid form, StoreScope scope)
    {
        var row = new Entity(Table, NameIds.Of(Table, "base", form.ToString("D"))) { [Form] = form, [IsBase] = true, [Content] = scope.Get(Forms, form)[FormXml] };
        row[scope.Table(Table).PrimaryIdColumn] = row.Id;
        scope.Insert(Columns.Known(scope.Table(Table), row));
        return row;
    }
}
