using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>A case as read.</summary>
/// <param name="Case">The case with its resolutions and the people who could be asked.</param>
/// <param name="Values">What the source paths that came along lead to.</param>
internal sealed record CaseRead(CaseFacts Case, IReadOnlyDictionary<string, SourceValue> Values);

/// <summary>Cases with their resolution rows, the people who could be asked, and what source paths lead to: one request.</summary>
internal sealed class CaseQuery
{
    // Dataverse's own limit on joined tables in one query.
    private const int MostJoins = 15;
    private const string ResolutionAlias = "resolution";

    // Distinct rows need not have an id of their own, so the column is read.
    private const string CaseId = "incidentid";

    private static readonly string[] CaseColumns = [CaseId, "statecode", "statuscode", "merged", "modifiedon", "ticketnumber", "title"];

    private static readonly string[] ContactColumns = ["contactid", "emailaddress1", "emailaddress2", "emailaddress3", .. OptOutColumns.OfContacts];

    private static readonly string[] AccountColumns = ["accountid", .. OptOutColumns.OfAccounts];

    private readonly IOrganizationService _service;

    public CaseQuery(IOrganizationService service) => _service = service;

    /// <summary>Whether these source paths fit into the query beside what it joins anyway.</summary>
    public static bool Fits(IEnumerable<string> sources) => new People(sources).Joins <= MostJoins;

    /// <summary>Reads the case; null when it is gone.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="sources">Source paths to read along; those that can't be read are left out.</param>
    public CaseRead? Read(Guid caseId, IEnumerable<string> sources) => Read([caseId], sources).SingleOrDefault();

    public IReadOnlyList<CaseRead> Read(IReadOnlyList<Guid> caseIds, IEnumerable<string> sources)
    {
        var people = new People(sources);

        // Distinct, because whoever was merged into one of the people multiplies the rows.
        return _service
            .RetrieveMultiple(FetchXml.Distinct(FetchXml.Entity(
                "incident",
                CaseJoins.Columns(people.Tree.Case),
                FetchXml.And(FetchXml.IsAmong("incidentid", caseIds)),
                ResolutionRows.Join(ResolutionAlias),
                CaseJoins.Joined(people.Tree.Case, people.JoinMerged))))
            .Entities
            .GroupBy(r => r.Id(CaseId) ?? default)
            .Select(g => new CaseRead(people.Facts(g.ToList()), CaseJoins.Values(people.Tree, g.First())))
            .ToList();
    }

    /// <summary>The joins to everybody who could be asked, shared with the source paths that go the same way.</summary>
    private sealed class People
    {
        private const string Merged = "_merged";

        private readonly JoinNode _primary;
        private readonly JoinNode _customer;
        private readonly JoinNode _account;
        private readonly JoinNode _ofAccount;

        public People(IEnumerable<string> sources)
        {
            Tree.Case.Read(CaseColumns);
            _primary = Contact(Tree.Case, "primarycontactid");
            _customer = Contact(Tree.Case, "customerid");
            _account = Tree.Case.Over("customerid", "account");
            _account.Read(AccountColumns);
            _ofAccount = Contact(_account, "primarycontactid");
            Employer(_primary).Read(OptOutColumns.OfAccounts);
            Employer(_customer).Read(OptOutColumns.OfAccounts);
            foreach (var source in sources)
            {
                Tree.Add(source);
            }
        }

        public JoinTree Tree { get; } = new();

        public int Joins => Tree.Case.Joins + 1 + Askable.Length;

        private JoinNode[] Askable => [_primary, _customer, _account, _ofAccount];

        /// <summary>Those that were merged into one of the people, so that the stricter opt-out counts.</summary>
        public XElement? JoinMerged(JoinNode node) => Askable.Contains(node)
            ? FetchXml.Join(
                node.Table,
                "masterid",
                node.Id,
                node.Alias + Merged,
                FetchXml.Columns(node.Table == "contact" ? OptOutColumns.OfContacts : OptOutColumns.OfAccounts))
            : null;

        public CaseFacts Facts(List<Entity> rows)
        {
            var row = rows[0];
            return new CaseFacts(
                row.Id(CaseId) ?? default,
                (CaseState)(row.Choice("statecode") ?? 0),
                CaseRows.IsMerged(row, string.Empty),
                row.Time("modifiedon") ?? default,
                row.Text("ticketnumber"),
                ResolutionRows.Read(rows, ResolutionAlias),
                ContactOf(rows, _primary),
                ContactOf(rows, _customer),
                row.Id(_account.Named("accountid")) is { } accountId
                    ? new AccountFacts(accountId, row.Yes(_account.Named(CustomerColumns.DoNotSurvey)), ContactOf(rows, _ofAccount))
                    {
                        MergedDoesNotWantSurveys = OptOutColumns.Says(rows, CustomerColumns.DoNotSurvey, _account.Alias + Merged),
                    }
                    : null)
            {
                Title = row.Text("title"),
            };
        }

        private static JoinNode Contact(JoinNode from, string lookup)
        {
            var node = from.Over(lookup, "contact");
            node.Read(ContactColumns);
            return node;
        }

        private static JoinNode Employer(JoinNode contact) => contact.Over("parentcustomerid", "account");

        private static ContactFacts? ContactOf(List<Entity> rows, JoinNode node) => rows[0] is var row && row.Id(node.Named("contactid")) is { } id
            ? new ContactFacts(
                id,
                [row.Text(node.Named("emailaddress1")), row.Text(node.Named("emailaddress2")), row.Text(node.Named("emailaddress3"))],
                row.Yes(node.Named("donotemail")),
                row.Yes(node.Named(CustomerColumns.DoNotSurvey)))
            {
                DoNotBulkEmail = row.Yes(node.Named("donotbulkemail")),
                DoNotSendMarketing = row.Yes(node.Named("donotsendmm")),
                EmployerDoesNotWantSurveys = node.Joined.Any(j => j.Lookup == "parentcustomerid" && row.Yes(j.Named(CustomerColumns.DoNotSurvey))),
                Merged = OptOutColumns.Merged(rows, node.Alias + Merged),
            }
            : null;
    }
}
