using System.Reflection;
using System.Xml.Linq;
using Tevreden.Dataverse.Names;

namespace Tevreden.SolutionPackager.Tests;

/// <summary>Names in code and definitions in Solution/ are one: a renamed column fails here and not at a customer.</summary>
[TestClass]
public sealed class NamesTests
{
    private static readonly string[] NotColumns = ["Table", "Set", "Id", "TheKey"];

    private static IEnumerable<XElement> Entities { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Sources.Original, "Entities"), "Entity.xml", SearchOption.AllDirectories).Select(file => XDocument.Load(file).Root!)];

    public static IEnumerable<Type[]> Tables => typeof(SurveyTable).Assembly.GetTypes().Where(type => type.Namespace == typeof(SurveyTable).Namespace && type.Name.EndsWith("Table", StringComparison.Ordinal)).Select(type => new[] { type });

    [TestMethod]
    [DynamicData(nameof(Tables))]
    public void A_table_in_code_is_the_table_in_the_solution(Type table)
    {
        var names = Constants(table);
        var entity = Entity(names["Table"]);

        Assert.AreEqual(entity.Descendants("EntitySetName").Single().Value, names["Set"]);
        Assert.AreEqual(entity.Descendants("attribute").Single(column => column.Element("Type")!.Value == "primarykey").Element("LogicalName")!.Value, names["Id"]);
        CollectionAssert.AreEquivalent(OwnColumns(entity), names.Where(name => !NotColumns.Contains(name.Key)).Select(name => name.Value).ToList());
    }

    [TestMethod]
    public void Every_table_of_the_solution_has_its_names_in_code() =>
        CollectionAssert.AreEquivalent(
            Entities.Select(Name).Where(name => name.StartsWith("tvr_", StringComparison.Ordinal)).ToList(),
            Tables.Select(table => Constants(table[0])["Table"]).ToList());

    [TestMethod]
    [DataRow("account")]
    [DataRow("contact")]
    public void Account_and_contact_have_the_two_columns(string table) =>
        CollectionAssert.AreEquivalent(Constants(typeof(CustomerColumns)).Values.ToList(), OwnColumns(Entity(table)));

    [TestMethod]
    [DataRow(typeof(InvitationStatus), "tvr_invitationstatus")]
    [DataRow(typeof(InvitationReason), "tvr_invitationreason")]
    public void A_global_choice_has_the_values_of_the_code(Type choice, string name) =>
        AreSame(choice, XDocument.Load(Path.Combine(Sources.Original, "OptionSets", name + ".xml")).Root!);

    [TestMethod]
    [DataRow(typeof(SendDays), "tvr_rule", "tvr_senddays")]
    [DataRow(typeof(Recipient), "tvr_rule", "tvr_recipient")]
    [DataRow(typeof(FollowUpOwner), "tvr_rule", "tvr_followupowner")]
    [DataRow(typeof(RuleValidity), "tvr_rule", "tvr_validity")]
    [DataRow(typeof(StoreAnswers), "tvr_survey", "tvr_storeanswers")]
    [DataRow(typeof(NpsClass), "tvr_response", "tvr_npsclass")]
    [DataRow(typeof(ConnectionState), "tvr_connection", "tvr_state")]
    [DataRow(typeof(AlertKind), "tvr_alert", "tvr_kind")]
    [DataRow(typeof(SyncRunOutcome), "tvr_syncrun", "tvr_outcome")]
    [DataRow(typeof(ErasureKind), "tvr_erasure", "tvr_kind")]
    public void A_choice_has_the_values_of_the_code(Type choice, string table, string column) =>
        AreSame(choice, Entity(table).Descendants("attribute").Single(one => one.Element("LogicalName")!.Value == column).Element("optionset")!);

    [TestMethod]
    public void Custom_apis_and_their_parameters_are_those_of_the_code()
    {
        var folder = Path.Combine(Sources.Original, "customapis");
        var found = Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Select(file => XDocument.Load(file).Root!.Attribute("uniquename")!.Value).Distinct().ToList();

        CollectionAssert.AreEquivalent(found, Constants(typeof(CustomApis)).Values.ToList());
    }

    [TestMethod]
    public void Environment_variables_are_those_of_the_code() =>
        CollectionAssert.AreEquivalent(
            Directory.EnumerateDirectories(Path.Combine(Sources.Original, "environmentvariabledefinitions")).Select(Path.GetFileName).ToList(),
            Constants(typeof(EnvironmentVariables)).Values.ToList());

    private static void AreSame(Type choice, XElement set) =>
        CollectionAssert.AreEquivalent(Enum.GetValues(choice).Cast<int>().ToList(), set.Descendants("option").Select(option => (int)option.Attribute("value")!).ToList());

    private static Dictionary<string, string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);

    private static XElement Entity(string table) => Entities.Single(entity => Name(entity) == table);

    private static string Name(XElement entity) => entity.Element("Name")!.Value.ToLowerInvariant();

    private static List<string> OwnColumns(XElement entity) =>
        [.. entity.Descendants("attribute").Where(column => column.Element("IsCustomField")!.Value == "1").Select(column => column.Element("LogicalName")!.Value)];
}
