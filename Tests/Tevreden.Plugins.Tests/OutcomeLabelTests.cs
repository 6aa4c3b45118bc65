using System.Xml.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Plugins.Tests;

/// <summary>What the rule test calls an outcome is what the choice calls it.</summary>
[TestClass]
internal sealed class OutcomeLabelTests
{
    [TestMethod]
    [DataRow(InvitationStatus.Planned, null)]
    [DataRow(InvitationStatus.Skipped, null)]
    [DataRow(InvitationStatus.Failed, null)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.NoEmail)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.InvalidEmail)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.OptedOut)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.QuietPeriod)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.NoRuleMatched)]
    [DataRow(InvitationStatus.Failed, InvitationReason.RuleBroken)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.SampledOut)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.MappingIncomplete)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.PreviewOnly)]
    [DataRow(InvitationStatus.Skipped, InvitationReason.TooLate)]
    public void An_outcome_is_called_what_its_choice_calls_it(InvitationStatus status, InvitationReason? reason)
    {
        var option = reason is { } why ? Option("tvr_invitationreason", (int)why) : Option("tvr_invitationstatus", (int)status);
        Assert.AreEqual($"{Label(option, "1033")}\n{Label(option, "1043")}", OutcomeLabels.Of(status, reason).ToText());
    }

    private static XElement Option(string choice, int value) =>
        XDocument.Load(Path.Combine(Root(), "Solution", "Tevreden", "OptionSets", choice + ".xml")).Descendants("option").Single(option => (int)option.Attribute("value")! == value);

    private static string Label(XElement option, string language) =>
        option.Descendants("label").Single(label => label.Attribute("languagecode")!.Value == language).Attribute("description")!.Value;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Tevreden.Dataverse.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
