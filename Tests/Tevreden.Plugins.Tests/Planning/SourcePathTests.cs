using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Plugins.Tests.Planning;

[TestClass]
internal sealed class SourcePathTests
{
    [TestMethod]
    [DataRow("ticketnumber", "", "ticketnumber", false)]
    [DataRow("casetypecode:raw", "", "casetypecode", true)]
    [DataRow("customerid.accountnumber", "customerid", "accountnumber", false)]
    [DataRow("customerid.primarycontactid.fullname", "customerid primarycontactid", "fullname", false)]
    [DataRow("new_branchid:new_branch.new_code:raw", "new_branchid>new_branch", "new_code", true)]
    public void A_path_is_hops_and_a_column(string text, string hops, string column, bool raw)
    {
        var path = SourcePath.Parse(text);
        Assert.AreEqual(hops, string.Join(" ", path.Hops.Select(h => h.Table is null ? h.Lookup : $"{h.Lookup}>{h.Table}")));
        Assert.AreEqual(column, path.Column);
        Assert.AreEqual(raw, path.Raw);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("Ticket")]
    [DataRow("a b")]
    [DataRow(".a")]
    [DataRow("a.")]
    [DataRow("a..b")]
    [DataRow("1a")]
    [DataRow("a:raw.b:raw:raw")]
    [DataRow("a:.b")]
    [DataRow("a:RAW")]
    [DataRow("a'b")]
    public void What_is_no_path_is_named(string text)
    {
        Assert.IsNull(SourcePath.TryParse(text));
        Assert.Contains($"'{text}'", Assert.ThrowsExactly<FormatException>(() => SourcePath.Parse(text)).Message);
    }

    [TestMethod]
    [DataRow("ticketnumber", "ticketnumber")]
    [DataRow("subjectid.title", "subjectid_subject.title")]
    [DataRow("subjectid.parentsubject.title", "subjectid_subject_parentsubject_subject.title")]
    [DataRow("productid.name", "productid_product.name")]
    [DataRow("parentcaseid.title", "parentcaseid_incident.title")]
    [DataRow("primarycontactid.accountid.name", "primarycontactid_contact_accountid_account.name")]
    [DataRow("customerid.accountnumber", "customerid_account.accountnumber")]
    [DataRow("customerid.jobtitle", "customerid_contact.jobtitle")]
    [DataRow("customerid.telephone1", "customerid_account.telephone1 customerid_contact.telephone1")]
    [DataRow("customerid.address1_city", "customerid_account.address1_city customerid_contact.address1_city")]
    [DataRow("customerid.address2_city", "customerid_account.address2_city customerid_contact.address2_city")]
    [DataRow("customerid.primarycontactid.fullname", "customerid_account_primarycontactid_contact.fullname")]
    [DataRow("customerid:contact.accountid", "customerid_contact.accountid")]
    [DataRow("primarycontactid.parentcustomerid.accountnumber", "primarycontactid_contact_parentcustomerid_account.accountnumber")]
    [DataRow("customerid.parentcustomerid.name", "customerid_contact_parentcustomerid_account.name")]
    [DataRow("ownerid.fullname", "ownerid_systemuser.fullname")]
    [DataRow("ownerid.name", "ownerid_team.name")]
    [DataRow("ownerid.businessunitid.name", "ownerid_systemuser_businessunitid_businessunit.name")]
    [DataRow("createdby.fullname", "createdby_systemuser.fullname")]
    [DataRow("owningteam.name", "owningteam_team.name")]
    [DataRow("new_branchid:new_branch.new_code", "new_branchid_new_branch.new_code")]
    public void A_path_is_read_from_the_tables_that_its_lookups_lead_to(string source, string columns)
    {
        var tree = new JoinTree();
        Assert.IsTrue(tree.Add(source));
        Assert.IsTrue(tree.Add(source), "twice is as good as once");
        Assert.AreEqual(columns, string.Join(" ", tree.Reads.Select(r => r.Column)));
        Assert.IsTrue(tree.Reads.All(r => r.Source == source));
    }

    [TestMethod]
    [DataRow("new_branchid.new_code")]
    [DataRow("customerid.new_ownid.name")]
    [DataRow("parentcustomerid.name", DisplayName = "a lookup of the contact is none of the case")]
    [DataRow("not a path")]
    public void A_lookup_that_is_not_known_must_say_its_table(string source) => Assert.IsFalse(new JoinTree().Add(source));

    [TestMethod]
    public void Paths_that_go_the_same_way_share_their_joins()
    {
        var tree = new JoinTree();
        foreach (var source in new[] { "customerid.accountnumber", "customerid.name", "customerid.primarycontactid.fullname", "customerid.primarycontactid.jobtitle", "ticketnumber" })
        {
            tree.Add(source);
        }

        Assert.AreEqual(2, tree.Case.Joins);
        var account = tree.Case.Joined.Single();
        CollectionAssert.AreEqual(new[] { "accountnumber", "name" }, account.Columns.ToList());
        Assert.AreEqual("accountid", account.Id);
        CollectionAssert.AreEquivalent(
            new[] { "incident.customerid", "incident.ticketnumber", "account.accountnumber", "account.name", "account.primarycontactid", "contact.fullname", "contact.jobtitle" },
            tree.Columns().Select(c => $"{c.Table}.{c.Column}").ToList());
    }
}
