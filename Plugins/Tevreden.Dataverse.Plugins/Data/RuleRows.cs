using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>Makes facts of rule rows.</summary>
internal static class RuleRows
{
    /// <summary>How old a resolution may be that is still asked about, where the rule doesn't say.</summary>
    public static readonly TimeSpan DefaultMaxAge = TimeSpan.FromDays(RuleDefaults.MaxAgeDays);

    private const int DefaultExpiryDays = 14;
    private const int WholeDay = 24;

    public static readonly IReadOnlyList<string> Columns =
    [
        RuleTable.Id, RuleTable.Name, RuleTable.Order, RuleTable.DelayMinutes, RuleTable.MaxAgeDays, RuleTable.ExpiryDays, RuleTable.QuietPeriodDays,
        RuleTable.SenderName, RuleTable.ReplyAddress, RuleTable.Filter, RuleTable.CaseOrigins, RuleTable.CaseTypes, RuleTable.CaseSubjects,
        RuleTable.CaseQueues, RuleTable.ActiveFrom, RuleTable.ActiveUntil, RuleTable.SendDays, RuleTable.SendFromHour, RuleTable.SendToHour,
        RuleTable.TimeZone, RuleTable.SamplingPercent, RuleTable.PreviewOnly, RuleTable.Recipient, RuleTable.EmailColumn, RuleTable.LanguageSource,
        RuleTable.LocationSource, RuleTable.HonourDoNotEmail, RuleTable.HonourDoNotBulkEmail, RuleTable.HonourDoNotSendMarketing, RuleTable.Validity,
        RuleTable.BrokenBecause, "statecode",
    ];

    public static RuleFacts Facts(Entity rule, SurveyFacts? survey, IReadOnlyList<MappingFacts> mappings) => new(
        rule.Id,
        rule.Text(RuleTable.Name) ?? string.Empty,
        rule.Whole(RuleTable.Order) ?? int.MaxValue,
        survey,
        TimeSpan.FromMinutes(rule.Whole(RuleTable.DelayMinutes) ?? 0),
        rule.Whole(RuleTable.MaxAgeDays) is { } age ? TimeSpan.FromDays(age) : DefaultMaxAge,
        TimeSpan.FromDays(rule.Whole(RuleTable.ExpiryDays) ?? DefaultExpiryDays),
        rule.Text(RuleTable.SenderName),
        rule.Text(RuleTable.ReplyAddress),
        mappings)
    {
        Filter = new CaseFilter(
            rule.Text(RuleTable.Filter),
            rule.Text(RuleTable.CaseOrigins),
            rule.Text(RuleTable.CaseTypes),
            rule.Text(RuleTable.CaseSubjects),
            rule.Text(RuleTable.CaseQueues)),
        ActiveFrom = rule.Time(RuleTable.ActiveFrom),
        ActiveUntil = rule.Time(RuleTable.ActiveUntil),
        Window = Window(rule, string.Empty),
        SamplingPercent = rule.Whole(RuleTable.SamplingPercent),
        PreviewOnly = rule.Yes(RuleTable.PreviewOnly),
        Recipient = (Recipient)(rule.Choice(RuleTable.Recipient) ?? (int)Recipient.Contact),
        EmailColumn = Filled(rule, RuleTable.EmailColumn),
        LanguageSource = Filled(rule, RuleTable.LanguageSource),
        LocationSource = Filled(rule, RuleTable.LocationSource),
        Honours = Honours(rule, string.Empty),
        QuietPeriodDays = rule.Whole(RuleTable.QuietPeriodDays) ?? 0,
        IsActive = rule.Choice("statecode") is null or 0,
        BrokenBecause = rule.Choice(RuleTable.Validity) == (int)RuleValidity.Broken ? Words.OfText(rule.Text(RuleTable.BrokenBecause)) ?? Words.OfOthers(string.Empty) : null,
    };

    /// <summary>When invitations go out; what the rule doesn't say is no limit.</summary>
    /// <param name="row">The rule, or a row that it is joined to.</param>
    /// <param name="prefix">Alias with its dot, or nothing.</param>
    public static SendWindow Window(Entity row, string prefix) => new(
        (SendDays)(row.Choice(prefix + RuleTable.SendDays) ?? (int)SendDays.EveryDay),
        row.Whole(prefix + RuleTable.SendFromHour) ?? 0,
        row.Whole(prefix + RuleTable.SendToHour) ?? WholeDay,
        Filled(row, prefix + RuleTable.TimeZone) ?? SendWindow.UsualTimeZone);

    /// <summary>Opt-outs that a rule honours; what it doesn't say is as for a new one.</summary>
    /// <param name="row">The rule, or a row that it is joined to.</param>
    /// <param name="prefix">Alias with its dot, or nothing.</param>
    public static OptOutsHonoured Honours(Entity row, string prefix) => new(
        row.Value<bool?>(prefix + RuleTable.HonourDoNotEmail) ?? OptOutsHonoured.Usual.DoNotEmail,
        row.Value<bool?>(prefix + RuleTable.HonourDoNotBulkEmail) ?? OptOutsHonoured.Usual.DoNotBulkEmail,
        row.Value<bool?>(prefix + RuleTable.HonourDoNotSendMarketing) ?? OptOutsHonoured.Usual.DoNotSendMarketing);

    public static MappingFacts Mapping(Entity row, string prefix) => new(
        row.Text(prefix + FieldMappingTable.Source)?.Trim() ?? string.Empty,
        row.Text(prefix + FieldMappingTable.Target)?.Trim() ?? string.Empty,
        row.Yes(prefix + FieldMappingTable.Required),
        row.Text(prefix + FieldMappingTable.Default));

    private static string? Filled(Entity row, string column) => row.Text(column)?.Trim() is { Length: > 0 } text ? text : null;
}
