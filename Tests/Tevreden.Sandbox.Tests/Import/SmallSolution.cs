using System.IO.Compression;
using System.Reflection;
using System.Text;
using Tevreden.Sandbox.Tests.Engine;

namespace Tevreden.Sandbox.Tests.Import;

/// <summary>A solution zip of Microsoft's packed form, written by hand: a table with key and secured column, a column on account, a plug-in with step, a custom API, a variable, a role.</summary>
internal sealed class SmallSolution
{
    public static readonly Guid StepId = new("5a1f0000-0000-4000-8000-000000000001");
    public static readonly Guid TypeId = new("5a1f0000-0000-4000-8000-000000000002");
    public static readonly Guid ApiTypeId = new("5a1f0000-0000-4000-8000-000000000003");
    public static readonly Guid AssemblyId = new("5a1f0000-0000-4000-8000-000000000004");
    public static readonly Guid RoleId = new("5a1f0000-0000-4000-8000-000000000005");
    public static readonly Guid ProfileId = new("5a1f0000-0000-4000-8000-000000000006");

    private static readonly string FullName = AssemblyName.GetAssemblyName(TestEnvironment.PluginFile).FullName;

    public string Version { get; init; } = "1.0.0.0";

    public bool IsManaged { get; init; } = true;

    public string Requirements { get; init; } = string.Empty;

    /// <summary>Changes the text of customizations.xml before it is packed.</summary>
    public Func<string, string> Change { get; init; } = text => text;

    public IReadOnlyDictionary<string, string> More { get; init; } = new Dictionary<string, string>();

    public bool WithoutAssembly { get; init; }

    /// <summary>solution.xml doesn't list the step, for a file that has none.</summary>
    public bool WithoutStepRoot { get; init; }

    public Stream Zip()
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types" />""");
            Add(zip, "solution.xml", Manifest());
            Add(zip, "customizations.xml", Change(Customizations()));
            Add(zip, "customapis/new_Double/customapi.xml", $"""<customapi uniquename="new_Double"><bindingtype>0</bindingtype><displayname default="Double" /><isfunction>0</isfunction><name>new_Double</name><plugintypeid><plugintypeexportkey>{ApiTypeId}</plugintypeexportkey></plugintypeid></customapi>""");
            Add(zip, "customapis/new_Double/customapirequestparameters/Number/customapirequestparameter.xml", """<customapirequestparameter uniquename="Number"><name>new_Double.Number</name><isoptional>0</isoptional><type>7</type></customapirequestparameter>""");
            Add(zip, "customapis/new_Double/customapiresponseproperties/Doubled/customapiresponseproperty.xml", """<customapiresponseproperty uniquename="Doubled"><name>new_Double.Doubled</name><type>7</type></customapiresponseproperty>""");
            Add(zip, "customapis/new_Double/customapiresponseproperties/Where/customapiresponseproperty.xml", """<customapiresponseproperty uniquename="Where"><name>new_Double.Where</name><type>10</type></customapiresponseproperty>""");
            Add(zip, "environmentvariabledefinitions/new_Key/environmentvariabledefinition.xml", """<environmentvariabledefinition schemaname="new_Key"><displayname default="Key" /><type>100000005</type></environmentvariabledefinition>""");
            Add(zip, "environmentvariabledefinitions/new_Url/environmentvariabledefinition.xml", """<environmentvariabledefinition schemaname="new_Url"><defaultvalue>https://example.org</defaultvalue><displayname default="Url" /><type>100000000</type></environmentvariabledefinition>""");
            if (!WithoutAssembly)
                Add(zip, "PluginAssemblies/Small/Small.dll", File.ReadAllBytes(TestEnvironment.PluginFile));
            foreach (var (path, text) in More)
                Add(zip, path, text);
        }

        memory.Position = 0;
        return memory;
    }

    private static void Add(ZipArchive zip, string path, string text) => Add(zip, path, Encoding.UTF8.GetBytes(text));

    private static void Add(ZipArchive zip, string path, byte[] bytes)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(bytes);
    }

    private static string Column(string schemaName, string type, string more = "", string flags = "") =>
        $"""
        <attribute PhysicalName="{schemaName}"><Type>{type}</Type><Name>{schemaName.ToLowerInvariant()}</Name><LogicalName>{schemaName.ToLowerInvariant()}</LogicalName>
          <RequiredLevel>none</RequiredLevel><IsCustomField>1</IsCustomField>{flags}{more}
          <displaynames><displayname description="{schemaName}" languagecode="1033" /></displaynames></attribute>
        """;

    private string Manifest() =>
        $"""
        <ImportExportXml version="9.2" languagecode="1033"><SolutionManifest>
          <UniqueName>Small</UniqueName><LocalizedNames><LocalizedName description="Small" languagecode="1033" /></LocalizedNames>
          <Version>{Version}</Version><Managed>{(IsManaged ? 1 : 0)}</Managed>
          <Publisher><UniqueName>small</UniqueName><LocalizedNames /><CustomizationPrefix>new</CustomizationPrefix><CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix></Publisher>
          <RootComponents><RootComponent type="1" schemaName="new_thing" behavior="0" /><RootComponent type="91" id="{AssemblyId}" />{(WithoutStepRoot ? string.Empty : $"""<RootComponent type="92" id="{StepId}" />""")}</RootComponents>
          <MissingDependencies>{Requirements}</MissingDependencies>
        </SolutionManifest></ImportExportXml>
        """;

    private static string Customizations() =>
        $"""
        <ImportExportXml>
         <Entities>
          <Entity><Name LocalizedName="Thing" OriginalName="Thing">new_Thing</Name><EntityInfo><entity Name="new_Thing">
            <LocalizedNames><LocalizedName description="Thing" languagecode="1033" /></LocalizedNames>
            <attributes>
             <attribute PhysicalName="new_ThingId"><Type>primarykey</Type><LogicalName>new_thingid</LogicalName><RequiredLevel>systemrequired</RequiredLevel></attribute>
             {Column("new_Name", "nvarchar", "<MaxLength>100</MaxLength>", "<DisplayMask>PrimaryName|ValidForForm</DisplayMask>")}
             {Column("new_Secret", "nvarchar", "<MaxLength>100</MaxLength>", "<IsSecured>1</IsSecured>")}
             {Column("new_AccountId", "lookup", "<LookupStyle>single</LookupStyle><LookupTypes />")}
             {Column("new_Kind", "picklist", "<AppDefaultValue>-1</AppDefaultValue><OptionSetName>new_kind</OptionSetName>")}
             <attribute PhysicalName="OrganizationId"><Type>lookup</Type><LogicalName>organizationid</LogicalName><ValidForCreateApi>0</ValidForCreateApi><ValidForUpdateApi>0</ValidForUpdateApi></attribute>
            </attributes>
            <EntityKeys><EntityKey><Name>new_NameKey</Name><LogicalName>new_namekey</LogicalName><EntityKeyAttributes><AttributeName>new_name</AttributeName></EntityKeyAttributes></EntityKey></EntityKeys>
            <EntitySetName>new_things</EntitySetName><OwnershipTypeMask>OrgOwned</OwnershipTypeMask>
          </entity></EntityInfo></Entity>
          <Entity><Name LocalizedName="Account" OriginalName="">Account</Name><EntityInfo><entity Name="Account"><attributes>
             {Column("new_Grade", "int", "<MinValue>0</MinValue><MaxValue>10</MaxValue>")}
          </attributes></entity></EntityInfo><RibbonDiffXml><CustomActions /><CommandDefinitions /></RibbonDiffXml></Entity>
         </Entities>
         <Roles><Role id="{RoleId}" name="Thing reader"><RolePrivileges><RolePrivilege name="prvReadnew_Thing" level="Global" /><RolePrivilege name="prvCreatenew_Thing" level="Global" /></RolePrivileges></Role></Roles>
         <Workflows />
         <FieldSecurityProfiles><FieldSecurityProfile name="Thing secrets" fieldsecurityprofileid="{ProfileId}"><FieldPermissions><FieldPermission><EntityName>new_thing</EntityName><AttributeName>new_secret</AttributeName><CanRead>4</CanRead><CanUpdate>4</CanUpdate><CanCreate>4</CanCreate></FieldPermission></FieldPermissions></FieldSecurityProfile></FieldSecurityProfiles>
         <EntityRelationships>
          <EntityRelationship Name="new_account_new_thing"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>new_Thing</ReferencingEntityName><ReferencedEntityName>Account</ReferencedEntityName><CascadeDelete>RemoveLink</CascadeDelete><ReferencingAttributeName>new_AccountId</ReferencingAttributeName>
           <EntityRelationshipRoles><EntityRelationshipRole><NavigationPropertyName>new_AccountId</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole></EntityRelationshipRoles></EntityRelationship>
         </EntityRelationships>
         <optionsets><optionset Name="new_kind" localizedName="Kind"><OptionSetType>picklist</OptionSetType><IsGlobal>1</IsGlobal><options><option value="100000000"><labels><label description="Big" languagecode="1033" /></labels></option></options></optionset></optionsets>
         <SolutionPluginAssemblies><PluginAssembly FullName="{FullName}" PluginAssemblyId="{AssemblyId}"><IsolationMode>2</IsolationMode><SourceType>0</SourceType><FileName>/PluginAssemblies/Small/Small.dll</FileName>
          <PluginTypes><PluginType AssemblyQualifiedName="x" PluginTypeId="{TypeId}" Name="Tevreden.Sandbox.Fixtures.Witness" /><PluginType AssemblyQualifiedName="x" PluginTypeId="{ApiTypeId}" Name="Tevreden.Sandbox.Fixtures.Doubler" /></PluginTypes></PluginAssembly></SolutionPluginAssemblies>
         <SdkMessageProcessingSteps><SdkMessageProcessingStep Name="Things" SdkMessageProcessingStepId="{StepId}"><SdkMessageId>9ebdbb1b-ea3e-db11-86a7-000a3a5473e8</SdkMessageId><PluginTypeId>{TypeId}</PluginTypeId><PrimaryEntity>new_thing</PrimaryEntity><AsyncAutoDelete>1</AsyncAutoDelete><Configuration>imported</Configuration><Mode>1</Mode><Rank>1</Rank><Stage>40</Stage></SdkMessageProcessingStep></SdkMessageProcessingSteps>
        </ImportExportXml>
        """;
}
