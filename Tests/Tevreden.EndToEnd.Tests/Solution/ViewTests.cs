using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>The views and charts of the zip run, and show what their names say.</summary>
[TestClass]
public sealed class ViewTests
{
    private static readonly DateTime Now = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc);

    private readonly Clock _clock = new();
    private DataverseEngine _engine = null!;
    private IOrganizationService _system = null!;

    [TestInitialize]
    public void Start()
    {
        _engine = DataverseEngine.Start(new EngineOptions { AsyncWorkers = 0, KeyIndexing = KeyIndexing.WithImport, TimeProvider = _clock });
        foreach (var solution in PackedSolution.Names)
        {
            using var zip = File.OpenRead(PackedSolution.Managed(solution));
            _engine.ImportSolution(zip);
        }

        _system = _engine.ServiceFor(new CallerContext(_engine.SystemUserId));
    }

    [TestCleanup]
    public void Stop() => _engine.Dispose();

    [TestMethod]
    public void Every_view_and_every_chart_runs()
    {
        var views = All("savedquery", "fetchxml", "name");
        var charts = All("savedqueryvisualization", "datadescription", "name");

        Assert.IsGreaterThan(80, views.Count);
        Assert.IsGreaterThan(5, charts.Count);
        foreach (var view in views)
            _system.RetrieveMultiple(new FetchExpression(((string)view["fetchxml"]).Replace("{0}", "%a%", StringComparison.Ordinal)));
        foreach (var chart in charts)
            _system.RetrieveMultiple(new FetchExpression(XElement.Parse((string)chart["datadescription"]).Descendants("fetch").Single().ToString()));
    }

    [TestMethod]
    public void Every_outcome_has_one_view_of_its_own_and_every_reason_shows_by_reason()
    {
        var views = All("savedquery", "name", "fetchxml").ToLookup(view => (string)view["name"], view => (string)view["fetchxml"]);
        foreach (var status in Enum.GetValues<InvitationStatus>())
        {
            var row = Invitation(status.ToString(), status, row => row[InvitationTable.DueOn] = Now.AddDays(1));
            Assert.AreEqual(1, views.Where(view => view.Key.StartsWith("Outcome: ", StringComparison.Ordinal)).Count(view => Ids(view.Key).Contains(row)), status.ToString());
        }

        var rows = Enum.GetValues<InvitationReason>().ToDictionary(reason => Invitation("r" + reason, InvitationStatus.Skipped, row => row[InvitationTable.Reason] = new OptionSetValue((int)reason)), reason => reason);
        var shown = Ids("By reason");
        Assert.HasCount(0, rows.Where(row => !shown.Contains(row.Key)).Select(row => row.Value).ToList());
    }

    [TestMethod]
    public void Scores_by_agent_are_those_of_the_owners_of_the_cases()
    {
        var agent = Users.Make(_engine, "System Administrator");
        var account = _system.Create(new Entity("account") { ["name"] = "Voorbeeld BV" });
        var incident = _system.Create(new Entity("incident") { ["title"] = "Kapot", ["customerid"] = new EntityReference("account", account), ["ownerid"] = new EntityReference("systemuser", agent) });
        Response("first", 6, row => row[ResponseTable.Case] = new EntityReference("incident", incident));
        Response("second", 9, row => row[ResponseTable.Case] = new EntityReference("incident", incident));
        Response("anonymous", 1, row => { });

        var row = Chart("Score by agent").Single();

        Assert.AreEqual(agent, ((EntityReference)row.GetAttributeValue<AliasedValue>("category").Value).Id);
        Assert.AreEqual(7.5m, row.GetAttributeValue<AliasedValue>("value").Value);
    }

    [TestMethod]
    public void The_response_rate_counts_what_was_sent_in_a_month_by_what_became_of_it()
    {
        foreach (var (key, status, sentOn) in ((string, InvitationStatus, DateTime)[])[("a", InvitationStatus.Sent, Now.AddMonths(-1)), ("b", InvitationStatus.Answered, Now), ("c", InvitationStatus.Answered, Now), ("d", InvitationStatus.Sent, Now)])
            Invitation(key, status, row => row[InvitationTable.SentOn] = sentOn);

        var rows = Chart("Response rate by month").Select(row => ((int)row.GetAttributeValue<AliasedValue>("category").Value, ((OptionSetValue)row.GetAttributeValue<AliasedValue>("outcome").Value).Value, (int)row.GetAttributeValue<AliasedValue>("value").Value)).ToList();

        CollectionAssert.AreEquivalent(new[] { (10, (int)InvitationStatus.Sent, 1), (11, (int)InvitationStatus.Answered, 2), (11, (int)InvitationStatus.Sent, 1) }, rows);
    }

    [TestMethod]
    public void Due_now_shows_what_is_due_and_not_what_waits_for_a_later_attempt()
    {
        var due = Invitation("due", InvitationStatus.Planned, row => row[InvitationTable.DueOn] = Now.AddMinutes(-2));
        Invitation("later", InvitationStatus.Planned, row => row[InvitationTable.DueOn] = Now.AddMinutes(5));
        Invitation("retry", InvitationStatus.Planned, row =>
        {
            row[InvitationTable.DueOn] = Now.AddHours(-2);
            row[InvitationTable.NextAttemptOn] = Now.AddMinutes(5);
        });
        Invitation("sent", InvitationStatus.Sent, row => row[InvitationTable.DueOn] = Now.AddMinutes(-2));

        CollectionAssert.AreEqual(new[] { due }, Ids("Due now"));
    }

    [TestMethod]
    public void Stuck_shows_what_hangs_in_any_state()
    {
        var sending = Invitation("sending", InvitationStatus.Sending, row => row[InvitationTable.ClaimedOn] = Now.AddMinutes(-11));
        var accepted = Invitation("accepted", InvitationStatus.Accepted, row => row[InvitationTable.ClaimedOn] = Now.AddHours(-25));
        var planned = Invitation("planned", InvitationStatus.Planned, row => row[InvitationTable.DueOn] = Now.AddHours(-2));
        Invitation("busy", InvitationStatus.Sending, row => row[InvitationTable.ClaimedOn] = Now.AddMinutes(-2));
        Invitation("fresh", InvitationStatus.Planned, row => row[InvitationTable.DueOn] = Now.AddMinutes(-5));

        CollectionAssert.AreEquivalent(new[] { sending, accepted, planned }, Ids("Stuck"));
    }

    [TestMethod]
    [DataRow(null, "Data quality: resolved case, no email")]
    [DataRow("jan.voorbeeld.nl", "Data quality: resolved case, malformed email")]
    [DataRow("jan@@voorbeeld.nl", "Data quality: resolved case, malformed email")]
    [DataRow("jan@voorbeeld", "Data quality: resolved case, malformed email")]
    [DataRow("jan jansen@voorbeeld.nl", "Data quality: resolved case, malformed email")]
    [DataRow("jan@voorbeeld.nl", null)]
    public void A_customer_of_a_resolved_case_who_cannot_be_asked_stands_in_data_quality(string? email, string? expected)
    {
        var account = _system.Create(new Entity("account") { ["name"] = "Voorbeeld BV" });
        var contact = _system.Create(new Entity("contact") { ["lastname"] = "Jansen", ["emailaddress1"] = email });
        _system.Create(new Entity("contact") { ["lastname"] = "Zonder aanvraag", ["emailaddress1"] = email });
        var person = _system.Create(new Entity("contact") { ["lastname"] = "Pietersen", ["emailaddress1"] = email });
        Resolve(new EntityReference("account", account), contact);
        Resolve(new EntityReference("account", account), contact);
        Resolve(new EntityReference("contact", person), null);
        _clock.Passed = TimeSpan.FromMinutes(1);

        foreach (var view in (string[])["Data quality: resolved case, no email", "Data quality: resolved case, malformed email"])
            CollectionAssert.AreEquivalent(view == expected ? new[] { contact, person } : [], Ids(view), view);
    }

    [TestMethod]
    public void A_low_score_shows_once_it_is_real()
    {
        var low = Response("low", 3, row => { });
        Response("high", 9, row => { });
        Response("test", 2, row => row[ResponseTable.Test] = true);
        Response("withdrawn", 2, row => row[ResponseTable.WithdrawnOn] = Now);
        Response("old", 2, row => row[ResponseTable.RespondedOn] = Now.AddDays(-91));

        CollectionAssert.AreEqual(new[] { low }, Ids("Low scores, last 90 days"));
    }

    [TestMethod]
    public void My_accounts_scores_are_mine()
    {
        var mine = _system.Create(new Entity("account") { ["name"] = "Mijn", ["ownerid"] = new EntityReference("systemuser", _engine.AdministratorId) });
        var theirs = _system.Create(new Entity("account") { ["name"] = "Hun" });
        var score = Score(mine);
        Score(theirs);

        CollectionAssert.AreEqual(new[] { score }, Ids("My accounts' scores", _engine.ServiceFor(new CallerContext(_engine.AdministratorId))));
    }

    [TestMethod]
    public void The_account_view_shows_the_score_through_the_lookup()
    {
        var account = _system.Create(new Entity("account") { ["name"] = "Voorbeeld BV" });
        _system.Update(new Entity("account", account) { [CustomerColumns.Score] = new EntityReference(ScoreTable.Table, Score(account)) });

        var row = Run("Accounts with their Tevreden score", _system).Single();

        Assert.AreEqual(7.5m, (decimal)row.GetAttributeValue<AliasedValue>("s." + ScoreTable.MeanScore).Value);
    }

    private Guid Score(Guid account) => _system.Create(new Entity(ScoreTable.Table)
    {
        [ScoreTable.Name] = "Score",
        [ScoreTable.Key] = $"a-{account:D}",
        [ScoreTable.Account] = new EntityReference("account", account),
        [ScoreTable.MeanScore] = 7.5m,
    });

    private void Resolve(EntityReference customer, Guid? contact)
    {
        var row = new Entity("incident") { ["title"] = "Kapot", ["customerid"] = customer };
        if (contact is { } id)
            row["primarycontactid"] = new EntityReference("contact", id);
        var incident = _system.Create(row);
        _system.Execute(new Microsoft.Crm.Sdk.Messages.CloseIncidentRequest
        {
            IncidentResolution = new Entity("incidentresolution") { ["subject"] = "Opgelost", ["incidentid"] = new EntityReference("incident", incident) },
            Status = new OptionSetValue(-1),
        });
    }

    private Guid Invitation(string key, InvitationStatus status, Action<Entity> fill)
    {
        var row = new Entity(InvitationTable.Table) { [InvitationTable.Name] = key, [InvitationTable.Key] = key, [InvitationTable.CaseIdText] = key, [InvitationTable.Status] = new OptionSetValue((int)status) };
        fill(row);
        return _system.Create(row);
    }

    private Guid Response(string key, int score, Action<Entity> fill)
    {
        var row = new Entity(ResponseTable.Table) { [ResponseTable.Name] = key, [ResponseTable.ExternalId] = key, [ResponseTable.Score] = (decimal)score, [ResponseTable.RespondedOn] = Now.AddDays(-1) };
        fill(row);
        return _system.Create(row);
    }

    private List<Entity> Chart(string name) =>
        [.. _system.RetrieveMultiple(new FetchExpression(XElement.Parse((string)All("savedqueryvisualization", "datadescription", "name").Single(row => (string)row["name"] == name)["datadescription"]).Descendants("fetch").Single().ToString())).Entities];

    private List<Guid> Ids(string view, IOrganizationService? reader = null) => [.. Run(view, reader ?? _system).Select(row => row.Id)];

    private List<Entity> Run(string view, IOrganizationService reader) =>
        [.. reader.RetrieveMultiple(new FetchExpression((string)All("savedquery", "fetchxml", "name").Single(row => (string)row["name"] == view)["fetchxml"])).Entities];

    private List<Entity> All(string table, params string[] columns) => [.. _system.RetrieveMultiple(new QueryExpression(table) { ColumnSet = new ColumnSet(columns) }).Entities];

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override DateTimeOffset GetUtcNow() => Now + Passed;
    }
}
