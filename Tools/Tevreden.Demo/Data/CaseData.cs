using Newtonsoft.Json.Linq;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Dataverse;

namespace Tevreden.Demo.Data;

/// <summary>What was put into the environment: which cases an agent will resolve, and which he will not.</summary>
/// <param name="ToResolve">Ids of the cases that will be resolved.</param>
/// <param name="NotResolved">Ids of the cases that were merged or cancelled.</param>
internal sealed record CaseData(IReadOnlyList<Guid> ToResolve, IReadOnlyList<Guid> NotResolved);

/// <summary>Fills the environment with customers and cases, as an import or a year of work would have.</summary>
internal sealed class CaseDataWriter(WebApi dataverse)
{
    private const int StateCancelled = 2, StatusCancelled = 6;

    public async Task<CaseData> WriteAsync(int generated, int seed, CancellationToken cancellation)
    {
        var toResolve = new List<Guid>();
        var notResolved = new List<Guid>();
        await WriteSampleAsync(toResolve, cancellation).ConfigureAwait(false);

        (Guid Case, Guid Contact, Guid Account)? before = null;
        foreach (var made in GeneratedCases.Make(generated, seed))
        {
            var (account, contact) = made.Flaw is Flaw.SameContactAgain or Flaw.Merged && before is { } earlier
                ? (earlier.Account, earlier.Contact)
                : await WriteCustomerAsync(made, cancellation).ConfigureAwait(false);
            var incident = await WriteCaseAsync(made.Title, account, contact, priority: 2, origin: 1 + (made.Number % 3), cancellation).ConfigureAwait(false);

            switch (made.Flaw)
            {
                case Flaw.Merged when before is { } survivor:
                    await MergeAsync(survivor.Case, incident, cancellation).ConfigureAwait(false);
                    notResolved.Add(incident);
                    break;
                case Flaw.Cancelled:
                    var cancelled = new JObject { ["statecode"] = StateCancelled, ["statuscode"] = StatusCancelled };
                    await dataverse.UpdateAsync("incidents", incident, cancelled, cancellation).ConfigureAwait(false);
                    notResolved.Add(incident);
                    break;
                default:
                    toResolve.Add(incident);
                    before = (incident, contact, account);
                    break;
            }
        }

        return new CaseData(toResolve, notResolved);
    }

    private async Task WriteSampleAsync(List<Guid> toResolve, CancellationToken cancellation)
    {
        var customers = new Dictionary<string, (Guid Account, Guid Contact)>(StringComparer.Ordinal);
        foreach (var sample in SampleCustomers.Accounts)
        {
            var address = $"{sample.FirstName}.{sample.LastName.Split(' ')[0]}@voorbeeld.nl".ToLowerInvariant();
            customers[sample.Account] = await WriteCustomerAsync(
                sample.Account, sample.City, sample.Employees, sample.FirstName, sample.LastName, address, doNotSurvey: false, cancellation).ConfigureAwait(false);
        }

        foreach (var sample in SampleCustomers.Cases)
        {
            var (account, contact) = customers[sample.Account];
            toResolve.Add(await WriteCaseAsync(sample.Title, account, contact, sample.Priority, sample.Origin, cancellation).ConfigureAwait(false));
        }
    }

    private Task<(Guid Account, Guid Contact)> WriteCustomerAsync(GeneratedCase made, CancellationToken cancellation) =>
        WriteCustomerAsync(made.Account, made.City, employees: null, made.FirstName, made.LastName, made.Email, made.Flaw == Flaw.DoNotSurvey, cancellation);

    private async Task<(Guid Account, Guid Contact)> WriteCustomerAsync(
        string name, string city, int? employees, string firstName, string lastName, string? email, bool doNotSurvey, CancellationToken cancellation)
    {
        var row = new JObject { ["name"] = name, ["address1_city"] = city };
        if (employees is { } number)
            row["numberofemployees"] = number;
        var account = await dataverse.CreateAsync("accounts", "accountid", row, cancellation).ConfigureAwait(false);

        var person = new JObject
        {
            ["firstname"] = firstName,
            ["lastname"] = lastName,
            ["parentcustomerid_account@odata.bind"] = $"/accounts({account})",
            [CustomerColumns.DoNotSurvey] = doNotSurvey,
        };
        if (email is not null)
            person["emailaddress1"] = email;
        var contact = await dataverse.CreateAsync("contacts", "contactid", person, cancellation).ConfigureAwait(false);

        var primary = new JObject { ["primarycontactid@odata.bind"] = $"/contacts({contact})" };
        await dataverse.UpdateAsync("accounts", account, primary, cancellation).ConfigureAwait(false);
        return (account, contact);
    }

    private Task<Guid> WriteCaseAsync(string title, Guid account, Guid contact, int priority, int origin, CancellationToken cancellation) =>
        dataverse.CreateAsync(
            "incidents",
            "incidentid",
            new JObject
            {
                ["title"] = title,
                ["prioritycode"] = priority,
                ["caseorigincode"] = origin,
                ["customerid_account@odata.bind"] = $"/accounts({account})",
                ["primarycontactid@odata.bind"] = $"/contacts({contact})",
            },
            cancellation);

    private Task<JObject?> MergeAsync(Guid survivor, Guid subordinate, CancellationToken cancellation) =>
        dataverse.ActAsync(
            "Merge",
            new JObject
            {
                ["Target"] = new JObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.incident", ["incidentid"] = survivor },
                ["Subordinate"] = new JObject { ["@odata.type"] = "Microsoft.Dynamics.CRM.incident", ["incidentid"] = subordinate },
                ["PerformParentingChecks"] = false,
            },
            cancellation);
}
