using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Dataverse;
using Tevreden.Dataverse.Names;

namespace Tevreden.Cli.Mappings;

/// <summary>Reads the active rules with their mappings, and which of the columns are under column security.</summary>
internal sealed class RuleReading(DataverseClient client)
{
    private const string SurveyAlias = "survey";
    private const string UsualEmail = "emailaddress1";

    public async Task<IReadOnlyList<MappedRule>> ReadAsync(CancellationToken stop)
    {
        var rules = await client.ReadAllAsync(
            Fetch.Query(Fetch.Entity(
                RuleTable.Table,
                Fetch.Columns(
                    RuleTable.Id, RuleTable.Name, RuleTable.Order, RuleTable.EmailColumn, RuleTable.LanguageSource, RuleTable.LocationSource,
                    RuleTable.SenderName, RuleTable.ReplyAddress, RuleTable.Validity, RuleTable.BrokenBecause),
                Fetch.And(Fetch.Is("statecode", "0")),
                Fetch.Join(SurveyTable.Table, SurveyTable.Id, RuleTable.Survey, SurveyAlias, Fetch.Columns(SurveyTable.Name)),
                Fetch.Order(RuleTable.Order),
                Fetch.Order(RuleTable.Id))),
            stop);
        var mappings = (await client.ReadAllAsync(
                Fetch.Query(Fetch.Entity(
                    FieldMappingTable.Table,
                    Fetch.Columns(FieldMappingTable.Rule, FieldMappingTable.Source, FieldMappingTable.Target, FieldMappingTable.Required, FieldMappingTable.Default),
                    Fetch.And(Fetch.Is("statecode", "0")),
                    Fetch.Order(FieldMappingTable.Target),
                    Fetch.Order(FieldMappingTable.Id))),
                stop))
            .ToLookup(row => row.Id(FieldMappingTable.Rule) ?? Guid.Empty);
        var secured = await SecuredAsync(stop);
        return [.. rules.Select(rule => Rule(rule, mappings[rule.Id], secured))];
    }

    private static MappedRule Rule(Entity rule, IEnumerable<Entity> mappings, IReadOnlySet<(string Table, string Column)>? secured) => new(
        rule.Text(RuleTable.Name) ?? "",
        rule.Whole(RuleTable.Order),
        rule.Text($"{SurveyAlias}.{SurveyTable.Name}"),
        rule.Choice<RuleValidity>(RuleTable.Validity) == RuleValidity.Broken,
        rule.Text(RuleTable.BrokenBecause),
        [.. Own(rule, secured).Concat(mappings.Select(row => Mapping(row, secured)))]);

    private static IEnumerable<MappedField> Own(Entity rule, IReadOnlySet<(string Table, string Column)>? secured)
    {
        string[] person = ["contact"];
        var email = rule.Text(RuleTable.EmailColumn) ?? UsualEmail;
        yield return new MappedField(email, PageWords.Email, person, true, null, Personal.Yes, IsSecured(person, email, secured));
        if (rule.Text(RuleTable.LanguageSource) is { } language)
            yield return FromPath(language, PageWords.Language, false, null, secured);
        if (rule.Text(RuleTable.LocationSource) is { } location)
            yield return FromPath(location, PageWords.Location, false, null, secured);
        if (rule.Text(RuleTable.SenderName) is { } sender)
            yield return new MappedField(null, PageWords.Sender, [], false, sender, Personal.No, false);
        if (rule.Text(RuleTable.ReplyAddress) is { } reply)
            yield return new MappedField(null, PageWords.Reply, [], false, reply, Personal.No, false);
    }

    private static MappedField Mapping(Entity row, IReadOnlySet<(string Table, string Column)>? secured) => FromPath(
        row.Text(FieldMappingTable.Source)?.Trim() ?? "",
        row.Text(FieldMappingTable.Target)?.Trim() ?? "",
        row.Flag(FieldMappingTable.Required),
        row.Text(FieldMappingTable.Default),
        secured);

    private static MappedField FromPath(string path, string target, bool required, string? fallback, IReadOnlySet<(string Table, string Column)>? secured)
    {
        var tables = SourceColumns.Tables(path);
        return new MappedField(path, target, tables, required, fallback, SourceColumns.PersonalOf(path), IsSecured(tables, SourceColumns.Column(path), secured));
    }

    private static bool? IsSecured(IReadOnlyList<string> tables, string column, IReadOnlySet<(string Table, string Column)>? secured) =>
        secured is null || tables.Count == 0 ? null : tables.Any(table => secured.Contains((table, column.ToLowerInvariant())));

    // A secured column has a permission in at least the administrators' own profile; not everybody may read those.
    private async Task<IReadOnlySet<(string Table, string Column)>?> SecuredAsync(CancellationToken stop)
    {
        try
        {
            var rows = await client.ReadAllAsync(Fetch.Query(Fetch.Entity("fieldpermission", Fetch.Columns("entityname", "attributelogicalname"))), stop);
            return rows.Select(row => (row.Text("entityname") ?? "", row.Text("attributelogicalname") ?? "")).ToHashSet();
        }
        catch (Exception exception) when (DataverseFaults.Kind(exception) == FaultKind.SignInRefused)
        {
            return null;
        }
    }
}
