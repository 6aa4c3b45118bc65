using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class CaseFilterTests
{
    private const string Condition = "<condition attribute='title' operator='eq' value='x'/>";

    [TestMethod]
    [DataRow("<filter/>")]
    [DataRow("<filter type='or'>" + Condition + "<filter>" + Condition + "</filter></filter>")]
    [DataRow("<filter><condition attribute='statuscode' operator='in'><value>5</value><value>1000</value></condition></filter>")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='any'><filter>" + Condition + "</filter></link-entity></filter>")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='not any'/></filter>")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='all'/></filter>")]
    [DataRow("<filter><link-entity name='task' from='regardingobjectid' to='incidentid' link-type='not all'/></filter>")]
    public void A_filter_over_the_case_may_ask_about_related_rows(string xml) => Assert.IsNull(Filter(xml).Problem());

    [TestMethod]
    [DataRow("not xml", "XML")]
    [DataRow("<filter>", "XML")]
    [DataRow("<fetch/>", "<fetch>")]
    [DataRow("<entity name='incident'><filter/></entity>", "<entity>")]
    [DataRow("<filter><attribute name='title'/></filter>", "<attribute>")]
    [DataRow("<filter><link-entity name='task' from='a' to='b' link-type='any'><attribute name='subject'/></link-entity></filter>", "<attribute>")]
    [DataRow("<filter><link-entity name='task' from='a' to='b' link-type='any'><link-entity name='task' from='a' to='b' link-type='any'/></link-entity></filter>", "<link-entity>")]
    [DataRow("<filter><condition attribute='a' operator='in'><filter/></condition></filter>", "<condition>")]
    [DataRow("<filter><condition attribute='a' operator='in'><value><b/></value></condition></filter>", "<value>")]
    [DataRow("<filter><link-entity name='task' from='a' to='b'/></filter>", "'inner'")]
    [DataRow("<filter><link-entity name='task' from='a' to='b' link-type='outer'/></filter>", "'outer'")]
    [DataRow("<filter><link-entity from='a' to='b' link-type='any'/></filter>", "'name'")]
    [DataRow("<filter><link-entity name='task' to='b' link-type='any'/></filter>", "'from'")]
    [DataRow("<filter><link-entity name='task' from='a' to='' link-type='any'/></filter>", "'to'")]
    [DataRow("<filter><condition operator='null'/></filter>", "'attribute'")]
    [DataRow("<filter><condition/></filter>", "'attribute'")]
    [DataRow("<filter><link-entity link-type='any'/></filter>", "'name'")]
    [DataRow("<filter><link-entity name='task' link-type='any'/></filter>", "'from'")]
    [DataRow("<filter><link-entity/></filter>", "''")]
    [DataRow("<filter><condition attribute='title'/></filter>", "'operator'")]
    [DataRow("<filter><filter><condition attribute='a' entityname='task' operator='null'/></filter></filter>", "'task'")]
    [DataRow("<filter><condition attribute='ownerid' operator='eq-userid'/></filter>", "'eq-userid'")]
    [DataRow("<filter><condition attribute='ownerid' operator='EQ-UserTeams'/></filter>", "'EQ-UserTeams'")]
    [DataRow("<filter><condition attribute='ownerid' operator='ne-userid'/></filter>", "'ne-userid'")]
    [DataRow("<filter><condition attribute='ownerid' operator='eq-userteams'/></filter>", "'eq-userteams'")]
    [DataRow("<filter><condition attribute='ownerid' operator='eq-useroruserteams'/></filter>", "'eq-useroruserteams'")]
    [DataRow("<filter><condition attribute='ownerid' operator='eq-useroruserhierarchy'/></filter>", "'eq-useroruserhierarchy'")]
    [DataRow("<filter><condition attribute='ownerid' operator='eq-useroruserhierarchyandteams'/></filter>", "'eq-useroruserhierarchyandteams'")]
    [DataRow("<filter><condition attribute='owningbusinessunit' operator='eq-businessid'/></filter>", "'eq-businessid'")]
    [DataRow("<filter><condition attribute='owningbusinessunit' operator='ne-businessid'/></filter>", "'ne-businessid'")]
    [DataRow("<filter><condition attribute='a' operator='eq-userlanguage'/></filter>", "'eq-userlanguage'")]
    [DataRow("<filter><link-entity name='task' from='a' to='b' link-type='any'><filter><condition attribute='ownerid' operator='eq-userid'/></filter></link-entity></filter>", "'ownerid'")]
    public void What_a_filter_may_not_hold_is_named_in_both_languages(string xml, string named)
    {
        var lines = Filter(xml).Problem()!.ToText().Split('\n');
        Assert.HasCount(2, lines);
        Assert.Contains(named, lines[0]);
        Assert.Contains(named, lines[1]);
    }

    [TestMethod]
    [DataRow("1; 2;", null)]
    [DataRow("", null)]
    [DataRow("Phone", "'Phone'")]
    [DataRow("1;x", "'1;x'")]
    public void Origins_and_types_are_numbers(string text, string? named)
    {
        foreach (var problem in new[] { (CaseFilter.Every with { Origins = text }).Problem(), (CaseFilter.Every with { Types = text }).Problem() })
        {
            if (named is null)
            {
                Assert.IsNull(problem);
            }
            else
            {
                Assert.Contains(named, problem!.ToText());
            }
        }
    }

    [TestMethod]
    public void Only_a_filter_without_anything_matches_every_case()
    {
        Assert.IsTrue(CaseFilter.Every.IsEmpty);
        Assert.IsTrue(new CaseFilter(" ", "", "\n", null, "").IsEmpty);
        Assert.IsFalse(Filter("<filter/>").IsEmpty);
        Assert.IsFalse((CaseFilter.Every with { Origins = "1" }).IsEmpty);
        Assert.IsFalse((CaseFilter.Every with { Types = "1" }).IsEmpty);
        Assert.IsFalse((CaseFilter.Every with { Subjects = "a" }).IsEmpty);
        Assert.IsFalse((CaseFilter.Every with { Queues = "a" }).IsEmpty);
        Assert.AreEqual(0, CaseFilter.Every.Joins());
        Assert.IsEmpty(CaseFilter.Every.Columns());
    }

    [TestMethod]
    public void The_simple_columns_become_conditions_beside_the_filter()
    {
        var filter = new CaseFilter("<filter type='or'>" + Condition + "</filter>", "1;3", "2", "A; B", "Q");

        Assert.AreEqual(
            "<filter type=\"and\"><filter type=\"or\"><condition attribute=\"title\" operator=\"eq\" value=\"x\" /></filter>"
            + "<condition attribute=\"caseorigincode\" operator=\"in\"><value>1</value><value>3</value></condition>"
            + "<condition attribute=\"casetypecode\" operator=\"in\"><value>2</value></condition>"
            + "<link-entity name=\"subject\" from=\"subjectid\" to=\"subjectid\" link-type=\"any\"><filter><condition attribute=\"title\" operator=\"in\"><value>A</value><value>B</value></condition></filter></link-entity>"
            + "<link-entity name=\"queueitem\" from=\"objectid\" to=\"incidentid\" link-type=\"any\"><filter>"
            + "<link-entity name=\"queue\" from=\"queueid\" to=\"queueid\" link-type=\"any\"><filter><condition attribute=\"name\" operator=\"in\"><value>Q</value></condition></filter></link-entity></filter></link-entity></filter>",
            filter.ToElement().ToString(System.Xml.Linq.SaveOptions.DisableFormatting));
        Assert.AreEqual(3, filter.Joins());
        Assert.IsNull(filter.Problem());
        Assert.IsNull(FilterCheck.Problem(filter.ToElement()), "what we write ourselves passes, too");
        CollectionAssert.AreEquivalent(
            new[]
            {
                "incident.title", "incident.caseorigincode", "incident.casetypecode", "subject.title", "queue.name", "subject.subjectid", "incident.subjectid",
                "queueitem.objectid", "incident.incidentid", "queue.queueid", "queueitem.queueid",
            },
            filter.Columns().Select(c => $"{c.Table}.{c.Column}").ToList());
    }

    [TestMethod]
    public void A_column_that_another_is_compared_with_is_read_as_well()
    {
        var filter = Filter("<filter><condition attribute='title' operator='eq' valueof='new_secret'/></filter>");
        Assert.IsNull(filter.Problem());
        CollectionAssert.AreEquivalent(new[] { "title", "new_secret" }, filter.Columns().Select(c => c.Column).ToList());
        Assert.Contains("'owner'", Filter("<filter><condition attribute='title' operator='eq' valueof='owner.fullname'/></filter>").Problem()!.ToText());
    }

    [TestMethod]
    public void A_name_can_not_leave_its_condition() =>
        Assert.Contains("&lt;/value&gt;", (CaseFilter.Every with { Subjects = "</value>" }).ToElement().ToString());

    private static CaseFilter Filter(string xml) => CaseFilter.Every with { Xml = xml };
}
