using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins;
using Tevreden.Dataverse.Plugins.Alerts;
using Tevreden.Dataverse.Plugins.Core.Alerts;

namespace Tevreden.Plugins.Tests.Plugins;

[TestClass]
internal sealed class AlarmTests
{
    private readonly SmallEnvironment _here = new();

    [TestMethod]
    public void One_cause_is_one_row_that_counts()
    {
        Raise("first");
        _here.Now = _here.Now.AddHours(1);
        Raise("second");

        var alert = _here.Rows.Only(AlertTable.Table);
        Assert.AreEqual("rulebroken-r1", alert[AlertTable.Key]);
        Assert.AreEqual((int)AlertKind.RuleBroken, alert.GetAttributeValue<OptionSetValue>(AlertTable.Kind).Value);
        Assert.AreEqual(2, alert[AlertTable.Count]);
        Assert.AreEqual(Make.Now, alert[AlertTable.Since]);
        Assert.AreEqual(_here.Now, alert[AlertTable.LastSeenOn]);
    }

    [TestMethod]
    public void Another_subject_is_another_row()
    {
        Raise("first");
        Alarm().Raise(AlertKind.RuleBroken, "r2", Text("other"));
        Assert.HasCount(2, _here.Rows.All(AlertTable.Table));
    }

    [TestMethod]
    public void A_cause_that_comes_back_opens_its_row_again_and_counts_anew()
    {
        Raise("first");
        Raise("first");
        Alarm().Close(AlertKind.RuleBroken, "r1");
        Assert.IsNotNull(_here.Rows.Only(AlertTable.Table)[AlertTable.ResolvedOn]);

        _here.Now = _here.Now.AddDays(1);
        Raise("again");
        var alert = _here.Rows.Only(AlertTable.Table);
        Assert.IsNull(alert[AlertTable.ResolvedOn]);
        Assert.AreEqual(_here.Now, alert[AlertTable.Since]);
        Assert.AreEqual(1, alert[AlertTable.Count]);
        Assert.AreEqual("again\nopnieuw", alert[AlertTable.Text]);
    }

    [TestMethod]
    public void Workers_that_notice_it_at_once_make_one_row()
    {
        Parallel.For(0, 20, _ => Raise("same"));
        Assert.HasCount(1, _here.Rows.All(AlertTable.Table));
    }

    [TestMethod]
    public void Closing_what_is_not_open_writes_nothing()
    {
        Alarm().Close(AlertKind.RuleBroken, "r1");
        Assert.DoesNotContain(request => request.StartsWith("Update", StringComparison.Ordinal), _here.Rows.Requests);
    }

    private static AlertText Text(string text) => new(new("Rule broken", "Regel is stuk"), new(text, "opnieuw"));

    private void Raise(string text) => Alarm().Raise(AlertKind.RuleBroken, "r1", Text(text));

    private Alarm Alarm() => new(new PluginCall(new SmallProvider(new SmallContext(_here.Organisation, _here.Now), _here.Rows), () => _here.Now));
}
