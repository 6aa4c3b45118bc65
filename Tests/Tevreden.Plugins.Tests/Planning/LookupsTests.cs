using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class LookupsTests
{
    private static readonly string[] Account = ["account"];
    private static readonly string[] Contact = ["contact"];
    private static readonly string[] Either = ["account", "contact"];

    [TestMethod]
    [DataRow("incident", "primarycontactid", "contact")]
    [DataRow("incident", "contactid", "contact")]
    [DataRow("incident", "responsiblecontactid", "contact")]
    [DataRow("incident", "accountid", "account")]
    [DataRow("incident", "subjectid", "subject")]
    [DataRow("incident", "productid", "product")]
    [DataRow("incident", "parentcaseid", "incident")]
    [DataRow("incident", "existingcase", "incident")]
    [DataRow("incident", "masterid", "incident")]
    [DataRow("account", "primarycontactid", "contact")]
    [DataRow("account", "parentaccountid", "account")]
    [DataRow("account", "masterid", "account")]
    [DataRow("account", "preferredsystemuserid", "systemuser")]
    [DataRow("contact", "accountid", "account")]
    [DataRow("contact", "masterid", "contact")]
    [DataRow("contact", "preferredsystemuserid", "systemuser")]
    [DataRow("systemuser", "businessunitid", "businessunit")]
    [DataRow("systemuser", "parentsystemuserid", "systemuser")]
    [DataRow("systemuser", "queueid", "queue")]
    [DataRow("team", "businessunitid", "businessunit")]
    [DataRow("team", "administratorid", "systemuser")]
    [DataRow("team", "queueid", "queue")]
    [DataRow("subject", "parentsubject", "subject")]
    [DataRow("businessunit", "parentbusinessunitid", "businessunit")]
    public void A_lookup_of_Dataverse_leads_to_its_table(string table, string lookup, string expected) =>
        CollectionAssert.AreEqual(new[] { expected }, Targets(table, lookup, "name"));

    [TestMethod]
    [DataRow("owninguser", "systemuser")]
    [DataRow("createdby", "systemuser")]
    [DataRow("modifiedby", "systemuser")]
    [DataRow("owningteam", "team")]
    [DataRow("owningbusinessunit", "businessunit")]
    [DataRow("transactioncurrencyid", "transactioncurrency")]
    public void A_lookup_that_every_table_has_leads_to_the_same_one_from_each(string lookup, string expected)
    {
        CollectionAssert.AreEqual(new[] { expected }, Targets("incident", lookup, "name"));
        CollectionAssert.AreEqual(new[] { expected }, Targets("new_branch", lookup, "name"));
    }

    [TestMethod]
    [DataRow("contactid")]
    [DataRow("fullname")]
    [DataRow("firstname")]
    [DataRow("middlename")]
    [DataRow("lastname")]
    [DataRow("salutation")]
    [DataRow("suffix")]
    [DataRow("nickname")]
    [DataRow("jobtitle")]
    [DataRow("department")]
    [DataRow("birthdate")]
    [DataRow("anniversary")]
    [DataRow("gendercode")]
    [DataRow("familystatuscode")]
    [DataRow("mobilephone")]
    [DataRow("employeeid")]
    [DataRow("parentcustomerid")]
    [DataRow("managername")]
    [DataRow("assistantname")]
    [DataRow("spousesname")]
    public void What_only_people_have_is_read_from_a_customer_that_is_one(string column)
    {
        CollectionAssert.AreEqual(Contact, Targets("incident", "customerid", column));
        CollectionAssert.AreEqual(Contact, Targets("contact", "parentcustomerid", column));
    }

    [TestMethod]
    [DataRow("telephone1")]
    [DataRow("telephone2")]
    [DataRow("telephone3")]
    [DataRow("fax")]
    [DataRow("emailaddress1")]
    [DataRow("emailaddress2")]
    [DataRow("emailaddress3")]
    [DataRow("description")]
    [DataRow("creditlimit")]
    [DataRow("creditonhold")]
    [DataRow("paymenttermscode")]
    [DataRow("preferredcontactmethodcode")]
    [DataRow("territorycode")]
    [DataRow("statecode")]
    [DataRow("statuscode")]
    [DataRow("createdon")]
    [DataRow("modifiedon")]
    [DataRow("createdby")]
    [DataRow("modifiedby")]
    [DataRow("ownerid")]
    [DataRow("owninguser")]
    [DataRow("owningteam")]
    [DataRow("owningbusinessunit")]
    [DataRow("transactioncurrencyid")]
    [DataRow("tvr_donotsurvey")]
    [DataRow("tvr_scoreid")]
    [DataRow("address1_city")]
    [DataRow("address2_country")]
    public void What_both_kinds_of_customer_have_is_read_from_whichever_it_is(string column) =>
        CollectionAssert.AreEqual(Either, Targets("incident", "customerid", column));

    [TestMethod]
    [DataRow("accountnumber")]
    [DataRow("name")]
    [DataRow("address")]
    [DataRow("my_address1_city")]
    [DataRow("primarycontactid")]
    public void Anything_else_of_a_customer_is_read_from_the_account(string column) =>
        CollectionAssert.AreEqual(Account, Targets("incident", "customerid", column));

    [TestMethod]
    [DataRow("teamid", "team")]
    [DataRow("name", "team")]
    [DataRow("teamtype", "team")]
    [DataRow("administratorid", "team")]
    [DataRow("fullname", "systemuser")]
    public void An_owner_is_a_person_unless_only_teams_have_the_column(string column, string expected) =>
        CollectionAssert.AreEqual(new[] { expected }, Targets("incident", "ownerid", column));

    [TestMethod]
    [DataRow("incident", "new_branchid")]
    [DataRow("account", "customerid")]
    [DataRow("account", "parentcustomerid")]
    [DataRow("account", "subjectid")]
    [DataRow("new_branch", "accountid")]
    public void A_lookup_that_is_not_known_leads_nowhere_until_its_table_is_said(string table, string lookup)
    {
        Assert.IsEmpty(Lookups.TargetsOf(table, new Hop(lookup, null), "name"));
        CollectionAssert.AreEqual(new[] { "new_other" }, Lookups.TargetsOf(table, new Hop(lookup, "new_other"), "name").ToArray());
    }

    private static string[] Targets(string table, string lookup, string next) => Lookups.TargetsOf(table, new Hop(lookup, null), next).ToArray();
}
