using System.Text.RegularExpressions;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.WebApi;

/// <summary>Reads addresses of rows: <c>accounts(GUID)</c>, <c>tvx_things(tvx_key='x')</c>, with or without the root before them.</summary>
internal sealed partial class RowAddresses(MetadataCatalog catalog, Uri root, ChangeSet? changes = null)
{
    /// <summary>What an address below the root names.</summary>
    /// <exception cref="WebApiException">It names nothing.</exception>
    public ODataPath Parse(string relative)
    {
        try
        {
            var model = EdmModels.Of(catalog);
            return new ODataUriParser(model, root, new Uri(relative, UriKind.Relative)) { Resolver = new AlternateKeysODataUriResolver(model) }.ParsePath();
        }
        catch (ODataException problem)
        {
            throw new WebApiException(404, WebApiException.NotSupported, problem.Message, problem);
        }
    }

    /// <summary>The row of an address in a body.</summary>
    public EntityReference Reference(string address)
    {
        address = changes?.Resolve(address) ?? address;
        var relative = Uri.TryCreate(address, UriKind.Absolute, out var whole) && whole.Scheme != Uri.UriSchemeFile
            ? whole.Authority == root.Authority ? BelowRoot(whole.AbsolutePath) : throw WebApiException.Bad($"The address {address} is not one of this environment.")
            : BelowRoot(address);
        var path = Parse(relative);
        return path.FirstSegment is EntitySetSegment set && path.Count == 2 && path.LastSegment is KeySegment key
            ? Reference(set, key)
            : throw WebApiException.Bad($"Expected the address of a row, such as /accounts(GUID), found {address}.");
    }

    // With or without the path of a root before it, of any version; some clients leave out the scheme before that.
    private static string BelowRoot(string address) => Uri.UnescapeDataString(RootPath().Replace(address, "").TrimStart('/'));

    public EntityReference Reference(EntitySetSegment set, KeySegment key)
    {
        var table = TableOf(set);
        var keys = key.Keys.ToList();
        if (keys is [{ Value: Guid id } only] && only.Key == table.PrimaryIdColumn)
            return new EntityReference(table.LogicalName, id);
        var attributes = new KeyAttributeCollection();
        foreach (var (name, value) in keys)
            attributes[ColumnOf(table, name)] = value;
        return new EntityReference(table.LogicalName, attributes);
    }

    public TableDefinition TableOf(EntitySetSegment set) =>
        catalog.FindTableBySet(set.EntitySet.Name) ?? throw WebApiException.NoResource(set.EntitySet.Name);

    /// <summary>The column behind a property of the model.</summary>
    public static string ColumnOf(TableDefinition table, string property) =>
        table.Columns.FirstOrDefault(column => column.IsLookup && EdmModels.LookupProperty(column.LogicalName) == property)?.LogicalName ?? property;

    [GeneratedRegex(@"^[^(]*?api/data/v\d+\.\d+/", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex RootPath();
}
