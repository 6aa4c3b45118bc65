using System;
using System.Collections.Generic;
using System.Linq;
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

    private static readonly string[] CaseColumns = ["incidentid", "statecode", "statuscode", "merged", "modifiedon", "ticketnumber", "title"];

    private static readonly string[] ContactColumns =
    [
        "contactid", "emailaddress1", "emailaddress2", "emailaddress3", "donotemail", "donotbulkemail", "donotsendmm", CustomerColumns.DoNotSurvey,
    ];

    private static readonly string[] AccountColumns = ["accountid", CustomerColumns.DoNotSurvey];

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
        return _service
            .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
                "incident",
                CaseJoins.Columns(people.Tree.Case),
                FetchXml.And(FetchXml.IsAmong("incidentid", caseIds)),
                ResolutionRows.Join(ResolutionAlias),
                CaseJoins.Joined(people.Tree.Case))))
            .Entities
            .GroupBy(r => r.Id)
            .Select(g => new CaseRead(people.Facts(g.ToList()), CaseJoins.Values(people.Tree, g.First())))
            .ToList();
    }

    /// <summary>The joins to everybody who could be asked, shared with the source paths that go the same way.</summary>
    private sealed class People
    {
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
            foreach (var source in sources)
            {
                Tree.Add(source);
            }
        }

        public JoinTree Tree { get; } = new();

        public int Joins => Tree.Case.Joins + 1;

        public CaseFacts Facts(List<Entity> rows)
        {
            var row = rows[0];
            return new CaseFacts(
                row.Id,
                (CaseState)(row.Choice("statecode") ?? 0),
                CaseRows.IsMerged(row, string.Empty),
                row.Time("modifiedon") ?? default,
                row.Text("ticketnumber"),
                ResolutionRows.Read(rows, ResolutionAlias),
                ContactOf(row, _primary),
                ContactOf(row, _customer),
                row.Id(_account.Named("accountid")) is { } accountId
                    ? new AccountFacts(accountId, row.Yes(_account.Named(CustomerColumns.DoNotSurvey)), ContactOf(row, _ofAccount))
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

        private static ContactFacts? ContactOf(Entity row, JoinNode node) => row.Id(node.Named("contactid")) is { } id
            ? new ContactFacts(
                id,
                [row.Text(node.Named("emailaddress1")), row.Text(node.Named("emailaddress2")), row.Text(node.Named("emailaddress3"))],
                row.Yes(node.Named("donotemail")),
                row.Yes(node.Named(CustomerColumns.DoNotSurvey)))
            {
                DoNotBulkEmail = row.Yes(node.Named("donotbulkemail")),
                DoNotSendMarketing = row.Yes(node.Named("donotsendmm")),
            }
            : null;
    }
}
