using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>One case with its resolution rows, the people who could be asked, and what the field mappings want of it: one request.</summary>
internal sealed class CaseQuery
{
    private const string ResolutionAlias = "resolution";
    private const string PrimaryContactAlias = "primarycontact";
    private const string CustomerContactAlias = "customercontact";
    private const string CustomerAccountAlias = "customeraccount";
    private const string AccountContactAlias = "accountcontact";

    private static readonly string[] CaseColumns = ["incidentid", "statecode", "statuscode", "merged", "modifiedon", "ticketnumber"];
    private static readonly string[] ContactColumns = ["contactid", "emailaddress1", "emailaddress2", "emailaddress3", "donotemail", CustomerColumns.DoNotSurvey];
    private static readonly string[] AccountColumns = ["accountid", CustomerColumns.DoNotSurvey];

    private readonly IOrganizationService _service;

    public CaseQuery(IOrganizationService service) => _service = service;

    /// <summary>Reads the case; null when it is gone.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="sources">Source paths of the mappings; those that can't be read are left out.</param>
    public CaseFacts? Read(Guid caseId, IReadOnlyCollection<string> sources)
    {
        var joins = new SourceJoins(sources);
        var rows = _service.RetrieveMultiple(Query(caseId, joins)).Entities;
        return rows.Count == 0 ? null : Facts(rows, joins);
    }

    private static FetchExpression Query(Guid caseId, SourceJoins joins) => FetchXml.Query(FetchXml.Entity(
        "incident",
        FetchXml.Columns(CaseColumns.Concat(joins.OwnColumns)),
        FetchXml.And(FetchXml.Is("incidentid", "eq", caseId)),
        ResolutionRows.Join(ResolutionAlias),
        FetchXml.Join("contact", "contactid", "primarycontactid", PrimaryContactAlias, Contact(joins, PrimaryContactAlias)),
        FetchXml.Join("contact", "contactid", "customerid", CustomerContactAlias, Contact(joins, CustomerContactAlias)),
        FetchXml.Join(
            "account",
            "accountid",
            "customerid",
            CustomerAccountAlias,
            FetchXml.Columns(AccountColumns.Concat(joins.ColumnsOf(CustomerAccountAlias))),
            FetchXml.Join("contact", "contactid", "primarycontactid", AccountContactAlias, FetchXml.Columns(ContactColumns))),
        joins.Others.Select(j => FetchXml.Join(j.Target.Table, j.Target.Id, j.Lookup, j.Alias, FetchXml.Columns(joins.ColumnsOf(j.Alias))))));

    private static IEnumerable<XElement> Contact(SourceJoins joins, string alias) => FetchXml.Columns(ContactColumns.Concat(joins.ColumnsOf(alias)));

    private static CaseFacts Facts(DataCollection<Entity> rows, SourceJoins joins)
    {
        var row = rows[0];
        return new CaseFacts(
            row.Id,
            (CaseState)(row.Choice("statecode") ?? 0),
            CaseRows.IsMerged(row, string.Empty),
            row.Time("modifiedon") ?? default,
            row.Text("ticketnumber"),
            ResolutionRows.Read(rows, ResolutionAlias),
            ContactOf(row, PrimaryContactAlias),
            ContactOf(row, CustomerContactAlias),
            row.Id(CustomerAccountAlias + ".accountid") is { } accountId
                ? new AccountFacts(accountId, row.Yes($"{CustomerAccountAlias}.{CustomerColumns.DoNotSurvey}"), ContactOf(row, AccountContactAlias))
                : null,
            joins.Read(row));
    }

    private static ContactFacts? ContactOf(Entity row, string alias) => row.Id(alias + ".contactid") is { } id
        ? new ContactFacts(
            id,
            [row.Text(alias + ".emailaddress1"), row.Text(alias + ".emailaddress2"), row.Text(alias + ".emailaddress3")],
            row.Yes(alias + ".donotemail"),
            row.Yes($"{alias}.{CustomerColumns.DoNotSurvey}"))
        : null;

    /// <summary>The joins and columns that source paths need, sharing the joins that the query has anyway.</summary>
    private sealed class SourceJoins
    {
        private readonly List<SourceRead> _reads = [];
        private readonly Dictionary<string, JoinNeeded> _others = new(StringComparer.Ordinal);

        public SourceJoins(IEnumerable<string> sources)
        {
            foreach (var source in sources.Distinct().Where(CaseLookups.Knows))
            {
                var path = SourcePath.Parse(source);
                if (path.Lookup is null)
                {
                    _reads.Add(new SourceRead(source, path.Column, null));
                    continue;
                }

                foreach (var target in CaseLookups.TargetsOf(path.Lookup, path.Column))
                {
                    _reads.Add(new SourceRead(source, path.Column, AliasOf(path.Lookup, target)));
                }
            }
        }

        public IEnumerable<string> OwnColumns => _reads.Where(r => r.Alias is null).Select(r => r.Column);

        public IEnumerable<JoinNeeded> Others => _others.Values;

        public IEnumerable<string> ColumnsOf(string alias) => _reads.Where(r => r.Alias == alias).Select(r => r.Column);

        public Dictionary<string, SourceValue> Read(Entity row)
        {
            var values = new Dictionary<string, SourceValue>(StringComparer.Ordinal);
            foreach (var read in _reads)
            {
                var column = read.Alias is null ? read.Column : read.Alias + "." + read.Column;
                if (SourceValues.Of(row, column) is { } value)
                {
                    values[read.Source] = value;
                }
            }

            return values;
        }

        private string AliasOf(string lookup, LookupTarget target)
        {
            switch (lookup)
            {
                case "primarycontactid": return PrimaryContactAlias;
                case "customerid": return target.Table == "account" ? CustomerAccountAlias : CustomerContactAlias;
            }

            var alias = "over_" + lookup;
            _others[alias] = new JoinNeeded(lookup, target, alias);
            return alias;
        }
    }

    private sealed record SourceRead(string Source, string Column, string? Alias);

    private sealed record JoinNeeded(string Lookup, LookupTarget Target, string Alias);
}
