using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Tests.Engine;

[TestClass]
public sealed class SecurityTests
{
    private const int Basic = 1, Global = 8;

    [TestMethod]
    public void A_user_without_a_role_may_not_even_read()
    {
        using var environment = new TestEnvironment();
        var fault = TestEnvironment.Fault(() => environment.As(User(environment)).RetrieveMultiple(new QueryExpression("account")));

        Assert.AreEqual(FaultCodes.PrivilegeDenied, fault.ErrorCode);
        StringAssert.Contains(fault.Message, "prvReadAccount");
    }

    [TestMethod]
    public void An_unknown_user_is_refused()
    {
        using var environment = new TestEnvironment();
        Assert.AreEqual(FaultCodes.ObjectDoesNotExist, TestEnvironment.Fault(() => environment.As(Guid.NewGuid()).RetrieveMultiple(new QueryExpression("account"))).ErrorCode);
    }

    [TestMethod]
    public void A_disabled_user_is_refused()
    {
        using var environment = new TestEnvironment();
        var user = User(environment, ("prvReadAccount", Global));
        environment.Admin.Update(new Entity("systemuser", user) { ["isdisabled"] = true });

        Assert.AreEqual(FaultCodes.UserDisabled, TestEnvironment.Fault(() => environment.As(user).RetrieveMultiple(new QueryExpression("account"))).ErrorCode);
    }

    [TestMethod]
    public void A_privilege_of_basic_depth_reaches_own_rows_only()
    {
        using var environment = new TestEnvironment();
        var theirs = environment.Account("theirs");
        var user = User(environment, ("prvReadAccount", Basic), ("prvCreateAccount", Basic), ("prvWriteAccount", Basic));
        var own = environment.As(user).Create(new Entity("account") { ["name"] = "own" });

        Assert.AreEqual("own", environment.As(user).RetrieveMultiple(new QueryExpression("account") { ColumnSet = new ColumnSet("name") }).Entities.Single()["name"]);
        Assert.HasCount(1, environment.As(user).RetrieveMultiple(new FetchExpression("<fetch><entity name='account'><attribute name='name'/></entity></fetch>")).Entities);
        environment.As(user).Update(new Entity("account", own) { ["name"] = "mine" });
        Assert.AreEqual(FaultCodes.PrivilegeDenied, TestEnvironment.Fault(() => environment.As(user).Update(new Entity("account", theirs) { ["name"] = "mine too" })).ErrorCode);
    }

    [TestMethod]
    public void Setting_a_lookup_needs_append_here_and_append_to_there()
    {
        using var environment = new TestEnvironment();
        var account = environment.Account("A");
        var user = User(environment, ("prvCreateContact", Global), ("prvAppendContact", Global));
        var contact = new Entity("contact") { ["lastname"] = "B", ["parentcustomerid"] = new EntityReference("account", account) };

        StringAssert.Contains(TestEnvironment.Fault(() => environment.As(user).Create(contact)).Message, "prvAppendToAccount");
    }

    [TestMethod]
    public void A_join_needs_the_right_to_read_both_tables()
    {
        using var environment = new TestEnvironment();
        var user = User(environment, ("prvReadAccount", Global));
        var query = new QueryExpression("account");
        query.AddLink("contact", "primarycontactid", "contactid", JoinOperator.LeftOuter);

        StringAssert.Contains(TestEnvironment.Fault(() => environment.As(user).RetrieveMultiple(query)).Message, "prvReadContact");
    }

    [TestMethod]
    public void Rights_change_as_soon_as_the_role_does()
    {
        using var environment = new TestEnvironment();
        var user = User(environment);
        Grant(environment, user, ("prvReadAccount", Global));

        environment.As(user).RetrieveMultiple(new QueryExpression("account"));
    }

    private static Guid User(TestEnvironment environment, params (string Privilege, int Depth)[] privileges)
    {
        var user = environment.Admin.Create(new Entity("systemuser") { ["firstname"] = "Some", ["lastname"] = "Body", ["businessunitid"] = new EntityReference("businessunit", environment.Engine.RootBusinessUnitId) });
        if (privileges.Length > 0)
            Grant(environment, user, privileges);
        return user;
    }

    private static void Grant(TestEnvironment environment, Guid user, params (string Privilege, int Depth)[] privileges)
    {
        var role = environment.Admin.Create(new Entity("role") { ["name"] = "R", ["businessunitid"] = new EntityReference("businessunit", environment.Engine.RootBusinessUnitId) });
        environment.Grant(role, privileges);
        environment.Admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [new EntityReference("role", role)]);
    }
}
