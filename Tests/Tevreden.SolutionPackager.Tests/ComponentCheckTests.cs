namespace Tevreden.SolutionPackager.Tests;

/// <summary>Each fault that a form, view, chart, dashboard, app, button, profile or web resource can have is named with its file.</summary>
[TestClass]
public sealed class ComponentCheckTests
{
    private const string ColumnSecurity = "Other/FieldSecurityProfiles.xml", App = "AppModules/tvr_Tevreden/AppModule.xml", SiteMap = "AppModuleSiteMaps/tvr_Tevreden/AppModuleSiteMap.xml";
    private const string InvitationRibbon = "Entities/tvr_Invitation/RibbonDiff.xml", Survey = "Entities/tvr_Survey/Entity.xml", Scorecard = "WebResources/tvr_/pages/scorecard.html.data.xml";
    private const string InvitationForm = "Entities/tvr_Invitation/FormXml/main/{45e166eb-4e0e-5cfe-8147-6b20b2f25d5f}.xml";
    private const string ContactLayer = "Entities/Contact/FormXml/main/{1fed44d1-ae68-4a41-bd2b-f13acac4acfa}_managed.xml";
    private const string AccountLayer = "Entities/Account/FormXml/main/{8448b78f-8f42-454e-8e2a-f8196b0419af}_managed.xml";

    // All of them at once, in one copy: each is looked for in what one run tells.
    private static readonly (string File, string Old, string With, string Expected)[] Faults =
    [
        (InvitationForm, "datafieldname=\"tvr_reason\"", "datafieldname=\"tvr_gone\"", "shows the column tvr_gone"),
        (InvitationForm, "classid=\"{3EF39988-22BB-4F0B-BBBE-64B5A3748AEE}\"", "classid=\"{4273EDBD-AC1D-40D3-9FB2-095C621B552D}\"", "expected a control for a column of type picklist"),
        (InvitationForm, "<TargetEntityType>tvr_response<", "<TargetEntityType>tvr_gone<", "shows the table tvr_gone"),
        (InvitationForm, "<RelationshipName>tvr_invitation_tvr_response_invitation<", "<RelationshipName>tvr_gone<", "relationship tvr_gone"),
        (InvitationForm, "<ViewId>{", "<ViewId>{0", "refers to the view {0"),
        (InvitationForm, "id=\"tvr_reason\"", "id=\"tvr_status\"", "control id of its own, found tvr_status twice"),
        (InvitationForm, "<formid>{4", "<formid>{5", "expected the file to be named"),
        (InvitationForm, "description=\"What happened\"", "description=\"\"", "expected a label with text on this tab"),
        (InvitationForm, "expanded=\"true\"", "expanded=\"true\" solutionaction=\"Added\"", "expected a whole form"),
        (AccountLayer, "solutionaction=\"Added\"", "solutionaction=\"Removed\"", "expected a layer that only adds"),
        (AccountLayer, " ordinalvalue=\"38274\"", "", "expected an ordinalvalue on this tab"),
        (AccountLayer, "<Url>tvr_/pages/scorecard.html<", "<Url>tvr_/pages/gone.html<", "web resource tvr_/pages/gone.html, which is not in"),
        (ContactLayer, "<WebResourceId>{", "<WebResourceId>{0", "expected <WebResourceId>{"),
        (ColumnSecurity, "<AttributeName>tvr_payload<", "<AttributeName>tvr_email<", "which is not secured"),
        (ColumnSecurity, "<AttributeName>tvr_apikey<", "<AttributeName>tvr_gone<", "permission for the secured column tvr_apikey"),
        (App, "schemaName=\"tvr_answer\"", "schemaName=\"tvr_gone\"", "the app holds tvr_gone"),
        (App, "    <AppModuleComponent type=\"1\" schemaName=\"tvr_rule\" />\n", "", "expected the app to hold tvr_rule"),
        (App, "<AppModuleComponent type=\"60\" id=\"{", "<AppModuleComponent type=\"60\" id=\"{0", "no app holds this dashboard"),
        (App, "<Role id=\"{", "<Role id=\"{0", "the app is for the role {0"),
        (SiteMap, "Entity=\"tvr_location\"", "Entity=\"tvr_gone\"", "leads to the table tvr_gone"),
        (SiteMap, "DefaultDashboard=\"", "DefaultDashboard=\"0", "leads to the dashboard 0"),
        (SiteMap, " Icon=\"/WebResources/tvr_/icons/rule.svg\"", " Icon=\"/WebResources/tvr_/icons/gone.svg\"", "icons/gone.svg is not in WebResources"),
        (SiteMap, "<Title LCID=\"1043\" Title=\"Regels\" />", "", "expected a text with LCID=\"1043\""),
        (InvitationRibbon, "Command=\"tvr.tvr_invitation.Form.Send.Command\"", "Command=\"tvr.gone\"", "CommandDefinition tvr.gone, which this ribbon does not define"),
        ("Entities/Incident/RibbonDiff.xml", "FunctionName=\"Tevreden.Commands.preview\"", "FunctionName=\"Tevreden.Commands.gone\"", "expected a member gone in tvr_/scripts/commands.js"),
        (InvitationRibbon, "$webresource:tvr_/scripts/commands.js", "$webresource:tvr_/scripts/gone.js", "web resource tvr_/scripts/gone.js, which is not in"),
        (InvitationRibbon, "LabelText=\"$LocLabels:tvr.tvr_invitation.Send.Label\"", "LabelText=\"$LocLabels:tvr.gone\"", "LocLabel tvr.gone"),
        (InvitationRibbon, "EntityName=\"tvr_rule\"", "EntityName=\"tvr_gone\"", "rule is on the table tvr_gone"),
        (Survey, "icons/survey.svg<", "icons/gone.svg<", "icons/gone.svg is not in WebResources"),
        (Scorecard, "<WebResourceType>1<", "<WebResourceType>3<", "expected <WebResourceType>1<"),
        (Scorecard, "<FileName>/WebResources/tvr_pages", "<FileName>/WebResources/tvr_page", "expected <FileName>"),
    ];

    private static IReadOnlyList<string> _problems = [];

    public static IEnumerable<string[]> Expected => Faults.Select(fault => new[] { fault.File, fault.Expected });

    [ClassInitialize]
    public static void Spoil(TestContext context)
    {
        using var sources = new Sources();
        foreach (var (file, old, with, _) in Faults)
            sources.Replace(file, old, with);
        _problems = sources.Refusal();
    }

    [TestMethod]
    [DynamicData(nameof(Expected))]
    public void A_component_that_refers_to_nothing_is_named(string file, string expected) =>
        Assert.IsTrue(_problems.Any(problem => problem.Contains(expected, StringComparison.Ordinal)), $"{file}\n{string.Join('\n', _problems)}");

    [TestMethod]
    [DataRow("<attribute name=\"tvr_score\" />", "<attribute name=\"tvr_gone\" />", "names the column tvr_gone")]
    [DataRow("<cell name=\"tvr_score\"", "<cell name=\"tvr_gone\"", "the view shows tvr_gone, which its query does not read")]
    [DataRow("<order attribute=\"tvr_respondedon\"", "<order attribute=\"tvr_changedon\"", "sorted by tvr_changedon, which its query does not read")]
    [DataRow("<isdefault>1<", "<isdefault>0<", "expected a default public view")]
    [DataRow("jump=\"tvr_name\"", "jump=\"tvr_score\"", "expected jump=\"tvr_name\"")]
    [DataRow("description=\"Alle reacties\"", "description=\"\"", "expected a text in <LocalizedNames>")]
    public void A_view_with_a_fault_is_named(string old, string with, string expected) => SpoilOne("Entities/tvr_Response/SavedQueries", "All responses", old, with, expected);

    [TestMethod]
    [DataRow("<measure alias=\"value\" />", "<measure alias=\"gone\" />", "draws gone, which its query does not read")]
    [DataRow("<attribute name=\"tvr_score\"", "<attribute name=\"tvr_gone\"", "names the column tvr_gone")]
    public void A_chart_with_a_fault_is_named(string old, string with, string expected) => SpoilOne("Entities/tvr_Response/Visualizations", "Score by survey", old, with, expected);

    [TestMethod]
    public void A_dashboard_with_a_chart_of_another_table_is_named() => SpoilOne("Dashboards", "Response rate", "<TargetEntityType>tvr_invitation<", "<TargetEntityType>tvr_response<", "refers to the chart");

    [TestMethod]
    public void A_web_resource_that_nothing_uses_is_named()
    {
        using var sources = new Sources();
        sources.WebResource("tvr_/icons/lonely.svg", "<svg />", type: 11);

        Assert.StartsWith("WebResources/tvr_/icons/lonely.svg.data.xml", sources.Refusal().Single());
    }

    [TestMethod]
    public void A_web_resource_without_its_content_or_description_is_named()
    {
        using var sources = new Sources();
        sources.Write("WebResources/tvr_/icons/new.svg", "<svg />");
        sources.Delete("WebResources/tvr_/icons/rule.svg");

        CollectionAssert.IsSubsetOf(
            new[] { "WebResources/tvr_/icons/new.svg: expected WebResources/tvr_/icons/new.svg.data.xml beside it, which says what it is.", "WebResources/tvr_/icons/rule.svg.data.xml: expected the content beside it, as WebResources/tvr_/icons/rule.svg." },
            sources.Refusal().ToList());
    }

    private static void SpoilOne(string folder, string holds, string old, string with, string expected)
    {
        using var sources = new Sources();
        var file = Directory.EnumerateFiles(Path.Combine(sources.Folder, folder)).First(path => File.ReadAllText(path).Contains(holds, StringComparison.Ordinal));
        sources.Replace(Path.GetRelativePath(sources.Folder, file), old, with);

        var problems = sources.Refusal();

        Assert.IsTrue(problems.Any(problem => problem.StartsWith(folder.Split('/')[0], StringComparison.Ordinal) && problem.Contains(expected, StringComparison.Ordinal)), string.Join("\n", problems.Take(10)));
    }
}
