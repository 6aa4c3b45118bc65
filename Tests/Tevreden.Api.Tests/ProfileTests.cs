using System.Globalization;
using Tevreden.Api.Profile;

namespace Tevreden.Api.Tests;

[TestClass]
public sealed class ProfileTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("{}")]
    public void Nothing_that_differs_is_the_built_in_profile(string? patch) =>
        Assert.AreEqual(ApiProfile.Default.ToJson(), ApiProfile.FromMergePatch(patch).ToJson());

    [TestMethod]
    public void A_patch_changes_only_what_it_names()
    {
        var profile = ApiProfile.FromMergePatch("""{"invitations":{"email":"mailadres","deduplicates":true}}""");

        Assert.IsTrue(profile.Deduplicates);
        Assert.AreEqual("mailadres", profile.Text("invitations", "email"));
        Assert.AreEqual("reference", profile.Text("invitations", "reference"));
    }

    [TestMethod]
    [DataRow("[]", "JSON object")]
    [DataRow("{\"invitation\":{}}", "no section \"invitation\"")]
    [DataRow("{\"invitations\":{\"mail\":\"x\"}}", "no \"mail\"")]
    [DataRow("{\"invitations\":{\"deduplicates\":\"yes\"}}", "expected true or false")]
    [DataRow("{\"invitations\":{\"path\":\"https://elsewhere.example/invitations\"}}", "path below")]
    [DataRow("{\"invitations\":{\"path\":\"//elsewhere.example\"}}", "path below")]
    [DataRow("{\"invitations\":{\"path\":\"../admin\"}}", "path below")]
    [DataRow("{\"responses\":{\"paging\":\"scroll\"}}", "offset, page, cursor, link")]
    [DataRow("{\"dates\":{\"zone\":\"Middle Earth\"}}", "Windows time-zone id")]
    [DataRow("{\"dates\":{\"format\":\"HH:mm\"}}", "date format")]
    [DataRow("{\"invitations\":{\"email\":\"\"}}", "expected a text")]
    [DataRow("{\"invitations\":", "truncated or malformed")]
    public void A_patch_that_can_not_work_is_refused_with_what_is_wrong(string patch, string problem) =>
        Assert.Contains(problem, Assert.ThrowsExactly<ApiProfileException>(() => ApiProfile.FromMergePatch(patch)).Message);

    [TestMethod]
    public void All_problems_are_named_together() =>
        Assert.HasCount(2, Assert.ThrowsExactly<ApiProfileException>(() => ApiProfile.FromMergePatch("""{"x":{},"dates":{"zone":"?"}}""")).Problems);

    [TestMethod]
    [DataRow("2015-02-01", "2015-01-31T23:00:00")]
    [DataRow("2014-12-31T23:59:59", "2014-12-31T22:59:59")]
    [DataRow("2014-07-01T12:00:00", "2014-07-01T10:00:00")]
    [DataRow("2014-07-01 12:00", "2014-07-01T10:00:00")]
    [DataRow("2014-07-01T12:00:00Z", "2014-07-01T12:00:00")]
    [DataRow("2014-07-01T12:00:00.250+02:00", "2014-07-01T10:00:00.250")]
    [DataRow("2014-07-01T12:00:00-0530", "2014-07-01T17:30:00")]
    [DataRow("2026-10-25T02:30:00", "2026-10-25T00:30:00")]
    [DataRow("2026-03-29T02:30:00", "2026-03-29T01:00:00")]
    public void A_date_is_read_as_the_service_means_it(string text, string expected)
    {
        Assert.IsTrue(ApiProfile.Default.Dates.TryRead(text, out var utc));

        Assert.AreEqual(DateTime.Parse(expected, CultureInfo.InvariantCulture), DateTime.SpecifyKind(utc, DateTimeKind.Unspecified));
        Assert.AreEqual(DateTimeKind.Utc, utc.Kind);
    }

    [TestMethod]
    [DataRow("01-02-2015")]
    [DataRow("2015-13-01")]
    [DataRow("2015-02-01T25:00:00")]
    [DataRow("gisteren")]
    [DataRow("")]
    public void What_is_no_ISO_date_is_not_guessed(string text) => Assert.IsFalse(ApiProfile.Default.Dates.TryRead(text, out _));

    [TestMethod]
    public void A_payload_comes_back_as_it_was_planned()
    {
        var invitation = new SurveyInvitation { Reference = "r1", QuestionnaireId = "101", Email = "j@voorbeeld.nl", Language = "nl", Fields = [new("casenumber", "CAS-1"), new("1e veld", "ja")] };

        var back = SurveyInvitation.FromPayload(invitation.ToPayload(ApiProfile.Default), ApiProfile.Default);

        Assert.AreEqual("j@voorbeeld.nl", back.Email);
        Assert.IsNull(back.LocationId);
        CollectionAssert.AreEqual(invitation.Fields.ToList(), back.Fields.ToList());
    }

    [TestMethod]
    [DataRow("email")]
    [DataRow("reference")]
    public void A_mapping_can_not_take_a_name_that_the_connector_fills(string target)
    {
        var invitation = new SurveyInvitation { Reference = "r1", QuestionnaireId = "101", Email = "j@voorbeeld.nl", Fields = [new(target, "x")] };

        Assert.Contains($"\"{target}\"", Assert.ThrowsExactly<ArgumentException>(() => invitation.ToPayload(ApiProfile.Default)).Message);
    }
}
