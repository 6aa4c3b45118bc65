using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Ids of definitions: made of names, so the same in every environment and after every import.</summary>
internal static class DefinitionIds
{
    public static Guid Table(string table) => NameIds.Of("entity", table);

    public static Guid Column(string table, string column) => NameIds.Of("attribute", table, column);

    public static Guid Key(string table, string key) => NameIds.Of("entitykey", table, key);

    public static Guid Relationship(string schemaName) => NameIds.Of("relationship", schemaName);

    public static Guid OptionSet(string name) => NameIds.Of("optionset", name);
}
