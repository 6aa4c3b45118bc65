namespace Tevreden.SolutionPackager.Tests;

[TestClass]
public sealed class CheckTests
{
    private const string Survey = "Entities/tvr_Survey/Entity.xml", Invitation = "Entities/tvr_Invitation/Entity.xml", Role = "Roles/Tevreden service.xml";
    private const string SurveyRelationships = "Other/Relationships/tvr_Survey.xml", Names = "Other/Relationships.xml", Solution = "Other/Solution.xml";

    [TestMethod]
    [DataRow(Survey, "<LogicalName>tvr_active</LogicalName>", "<LogicalName>tvr_inactive</LogicalName>", "tvr_Active", "expected <LogicalName>tvr_active")]
    [DataRow(Survey, "<AttributeName>tvr_externalid</AttributeName>", "<AttributeName>tvr_gone</AttributeName>", "<EntityKey>", "refers to the column tvr_gone")]
    [DataRow(Survey, "<AttributeName>tvr_externalid</AttributeName>", "<AttributeName>tvr_active</AttributeName>", "<EntityKey>", "expected a text column in the key")]
    [DataRow(Survey, "<displayname description=\"Actief\" languagecode=\"1043\" />", "", "<displayname description=\"Active\"", "expected a text with languagecode=\"1043\"")]
    [DataRow(Survey, "PrimaryName|", "", "<Entity ", "expected one column with PrimaryName")]
    [DataRow(Survey, "<option value=\"382740001\">", "<option value=\"382740000\">", "", "has the same value (382740000)")]
    [DataRow(Invitation, "<OptionSetName>tvr_invitationstatus</OptionSetName>", "<OptionSetName>tvr_none</OptionSetName>", "PhysicalName=\"tvr_Status\"", "OptionSets/tvr_none.xml")]
    [DataRow(SurveyRelationships, "<ReferencingEntityName>tvr_Rule</ReferencingEntityName>", "<ReferencingEntityName>tvr_Regel</ReferencingEntityName>", "", "refers to the table tvr_Regel")]
    [DataRow(SurveyRelationships, "<ReferencingAttributeName>tvr_SurveyId</ReferencingAttributeName>", "<ReferencingAttributeName>tvr_Gone</ReferencingAttributeName>", "", "refers to the column tvr_gone")]
    [DataRow(Names, "  <EntityRelationship Name=\"tvr_survey_tvr_rule_survey\" />\n", "", "", "expected the relationship tvr_survey_tvr_rule_survey in the list")]
    [DataRow(Role, "prvWritetvr_Response", "prvWritetvr_Reponse", "prvWritetvr_Reponse", "is of no table in Entities")]
    [DataRow(Solution, "schemaName=\"tvr_answer\"", "schemaName=\"tvr_anser\"", "tvr_anser", "is not in the sources")]
    [DataRow("customapis/tvr_PlanCase/customapi.xml", "prvWritetvr_Invitation", "prvWritetvr_Nothing", "<customapi ", "prvWritetvr_Nothing is of no table")]
    public void A_source_that_contradicts_another_is_named_with_file_and_line(string file, string old, string with, string lineHolds, string expected)
    {
        using var sources = new Sources();
        sources.Replace(file, old, with);

        var problems = sources.Refusal();

        var problem = problems.FirstOrDefault(one => one.Contains(expected, StringComparison.Ordinal));
        Assert.IsNotNull(problem, string.Join("\n", problems));
        if (lineHolds.Length > 0)
            Assert.IsTrue(Math.Abs(sources.LineOf(file, lineHolds) - Line(problem, file)) <= 1, problem);
    }

    [TestMethod]
    [DataRow("PluginTypeId>", "<PluginTypeId>00000000-0000-0000-0000-000000000001</PluginTypeId>", "refers to the plug-in type 00000000-0000-0000-0000-000000000001")]
    [DataRow("PrimaryEntity>", "<PrimaryEntity>tvr_nothing</PrimaryEntity>", "the step is on the table tvr_nothing")]
    [DataRow("FilteringAttributes>", "<FilteringAttributes>tvr_nothing</FilteringAttributes>", "names the column tvr_nothing")]
    public void A_step_that_refers_to_nothing_is_named(string element, string with, string expected)
    {
        using var sources = new Sources();
        var file = Directory.EnumerateFiles(Path.Combine(sources.Folder, "SdkMessageProcessingSteps"))
            .First(path => File.ReadAllText(path) is var text && text.Contains("Update of tvr_invitation", StringComparison.Ordinal));
        var path = Path.GetRelativePath(sources.Folder, file);
        var line = sources.Read(path).Split('\n').First(one => one.Contains(element, StringComparison.Ordinal)).Trim();
        sources.Replace(path, line, with);

        Assert.IsTrue(sources.Refusal().Any(problem => problem.StartsWith("SdkMessageProcessingSteps/", StringComparison.Ordinal) && problem.Contains(expected, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Two_steps_with_one_id_are_both_named()
    {
        using var sources = new Sources();
        var step = Path.GetFileName(Directory.EnumerateFiles(Path.Combine(sources.Folder, "SdkMessageProcessingSteps")).First());
        sources.Write("SdkMessageProcessingSteps/twin.xml", sources.Read("SdkMessageProcessingSteps/" + step));

        Assert.IsTrue(sources.Refusal().Any(problem => problem.Contains("has the same SdkMessageProcessingStepId", StringComparison.Ordinal) && problem.Contains(step, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void A_lookup_without_a_relationship_is_named_with_its_line()
    {
        using var sources = new Sources();
        sources.Replace(Invitation, "<Type>nvarchar</Type>\n          <Name>tvr_language</Name>", "<Type>lookup</Type>\n          <Name>tvr_language</Name>");

        Assert.IsTrue(sources.Refusal().Any(problem => problem.StartsWith($"{Invitation}({sources.LineOf(Invitation, "PhysicalName=\"tvr_Language\"")}): expected a relationship", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Malformed_xml_is_named_with_its_line()
    {
        using var sources = new Sources();
        sources.Replace(Survey, "</EntitySetName>", "</EntitySet>");

        var problem = sources.Refusal().Single();

        Assert.StartsWith($"{Survey}({sources.LineOf(Survey, "</EntitySet>")}): expected well-formed XML", problem);
    }

    [TestMethod]
    [DataRow(Solution)]
    [DataRow("Other/Customizations.xml")]
    [DataRow(Names)]
    public void A_missing_file_is_named(string file)
    {
        using var sources = new Sources();
        sources.Delete(file);

        Assert.Contains(file, string.Join("\n", sources.Refusal()));
    }

    [TestMethod]
    public void A_missing_assembly_says_how_to_get_it()
    {
        using var sources = new Sources();
        File.Delete(sources.Find("*.dll"));

        Assert.Contains("Build the plug-in project", string.Join("\n", sources.Refusal()));
    }

    [TestMethod]
    public void A_file_that_nothing_would_pack_is_refused_and_not_left_out()
    {
        using var sources = new Sources();
        sources.Write("Reports/nieuw.rdl", "<Report />");

        Assert.StartsWith("Reports/nieuw.rdl: this packer does not know", sources.Refusal().Single());
    }

    [TestMethod]
    public void A_plug_in_type_that_the_assembly_lacks_is_named()
    {
        using var sources = new Sources();
        var file = Path.GetRelativePath(sources.Folder, sources.Find("*.dll.data.xml"));
        sources.Replace(file, "Name=\"Tevreden.Dataverse.Plugins.RunDueApi\"", "Name=\"Tevreden.Dataverse.Plugins.RunAll\"");

        Assert.IsTrue(sources.Refusal().Any(problem => problem.Contains("Tevreden.Dataverse.Plugins.RunAll is not a public class", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void All_problems_of_one_run_are_told_together()
    {
        using var sources = new Sources();
        sources.Replace(Role, "prvWritetvr_Response", "prvWritetvr_Reponse");
        sources.Replace(Solution, "schemaName=\"tvr_answer\"", "schemaName=\"tvr_anser\"");

        Assert.HasCount(3, sources.Refusal());
    }

    private static int Line(string problem, string file) =>
        problem.StartsWith(file + "(", StringComparison.Ordinal) ? int.Parse(problem[(file.Length + 1)..problem.IndexOf(')', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) : -10;
}
