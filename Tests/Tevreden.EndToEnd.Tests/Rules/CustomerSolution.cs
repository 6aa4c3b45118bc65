using System.IO.Compression;
using System.Text;

namespace Tevreden.EndToEnd.Tests.Rules;

/// <summary>What a customer added to its own environment: a table of branches, a lookup to it on the case, and a secured column on the case.</summary>
internal static class CustomerSolution
{
    public static void AddBranches(this Product product)
    {
        using var zip = Zip();
        product.Engine.ImportSolution(zip);
    }

    private static MemoryStream Zip()
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types" />""");
            Add(zip, "solution.xml", Manifest);
            Add(zip, "customizations.xml", Customizations());
        }

        memory.Position = 0;
        return memory;
    }

    private static void Add(ZipArchive zip, string path, string text)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private const string Manifest = """
        <ImportExportXml version="9.2" languagecode="1033"><SolutionManifest>
          <UniqueName>Branches</UniqueName><LocalizedNames><LocalizedName description="Branches" languagecode="1033" /></LocalizedNames>
          <Version>1.0.0.0</Version><Managed>1</Managed>
          <Publisher><UniqueName>customer</UniqueName><LocalizedNames /><CustomizationPrefix>new</CustomizationPrefix><CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix></Publisher>
          <RootComponents><RootComponent type="1" schemaName="new_branch" behavior="0" /></RootComponents>
          <MissingDependencies />
        </SolutionManifest></ImportExportXml>
        """;

    private static string Column(string schemaName, string type, string more, string flags = "") =>
        $"""
        <attribute PhysicalName="{schemaName}"><Type>{type}</Type><Name>{schemaName.ToLowerInvariant()}</Name><LogicalName>{schemaName.ToLowerInvariant()}</LogicalName>
          <RequiredLevel>none</RequiredLevel><IsCustomField>1</IsCustomField>{flags}{more}
          <displaynames><displayname description="{schemaName}" languagecode="1033" /></displaynames></attribute>
        """;

    private static string Customizations() =>
        $"""
        <ImportExportXml>
         <Entities>
          <Entity><Name LocalizedName="Branch" OriginalName="Branch">new_Branch</Name><EntityInfo><entity Name="new_Branch">
            <LocalizedNames><LocalizedName description="Branch" languagecode="1033" /></LocalizedNames>
            <attributes>
             <attribute PhysicalName="new_BranchId"><Type>primarykey</Type><LogicalName>new_branchid</LogicalName><RequiredLevel>systemrequired</RequiredLevel></attribute>
             {Column("new_Name", "nvarchar", "<MaxLength>100</MaxLength>", "<DisplayMask>PrimaryName|ValidForForm</DisplayMask>")}
             {Column("new_Code", "nvarchar", "<MaxLength>100</MaxLength>")}
             <attribute PhysicalName="OrganizationId"><Type>lookup</Type><LogicalName>organizationid</LogicalName><ValidForCreateApi>0</ValidForCreateApi><ValidForUpdateApi>0</ValidForUpdateApi></attribute>
            </attributes>
            <EntitySetName>new_branches</EntitySetName><OwnershipTypeMask>OrgOwned</OwnershipTypeMask>
          </entity></EntityInfo></Entity>
          <Entity><Name LocalizedName="Case" OriginalName="">Incident</Name><EntityInfo><entity Name="Incident"><attributes>
             {Column("new_Secret", "nvarchar", "<MaxLength>100</MaxLength>", "<IsSecured>1</IsSecured>")}
             {Column("new_BranchId", "lookup", "<LookupStyle>single</LookupStyle><LookupTypes />")}
          </attributes></entity></EntityInfo></Entity>
         </Entities>
         <EntityRelationships>
          <EntityRelationship Name="new_branch_incident"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>Incident</ReferencingEntityName><ReferencedEntityName>new_Branch</ReferencedEntityName><CascadeDelete>RemoveLink</CascadeDelete><ReferencingAttributeName>new_BranchId</ReferencingAttributeName>
           <EntityRelationshipRoles><EntityRelationshipRole><NavigationPropertyName>new_BranchId</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole></EntityRelationshipRoles></EntityRelationship>
         </EntityRelationships>
        </ImportExportXml>
        """;
}
