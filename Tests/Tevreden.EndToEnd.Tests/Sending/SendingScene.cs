using System.Text.Json;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Names;
using Tevreden.Demo.Service.Faults;
using Tevreden.EndToEnd.Tests.Rules;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Sending;

/// <summary>What the tests of sending do with a product.</summary>
internal static class SendingScene
{
    public const string StatusCall = """{"status":{"enabled":true}}""";
    public const string Deduplicates = """{"invitations":{"deduplicates":true}}""";

    /// <summary>Resolves a new case of a new contact, lets everything run, and reads what came of it.</summary>
    public static async Task<Entity> ResolveOneAsync(this Product product)
    {
        var incident = product.Case(product.Contact());
        return await product.OutcomeAsync(incident);
    }

    public static Entity Again(this Product product, Entity invitation) => product.Invitations().Single(row => row.Id == invitation.Id);

    public static Entity Connection(this Product product) => product.Rows(ConnectionTable.Table).Single();

    public static Entity? Alert(this Product product, AlertKind kind) =>
        product.Rows(AlertTable.Table).SingleOrDefault(row => row.GetAttributeValue<OptionSetValue>(AlertTable.Kind).Value == (int)kind);

    public static bool IsOpen(this Entity? alert) => alert is not null && alert.GetAttributeValue<DateTime?>(AlertTable.ResolvedOn) is null;

    public static void Change(this Product product, Entity row, string column, object? value) =>
        product.Admin.Update(new Entity(row.LogicalName, row.Id) { [column] = value });

    public static void Fails(this Product product, int status, string? path = "/invitations", int? times = null, int? retryAfter = null) =>
        product.Service.Faults.Add(new Fault { Kind = FaultKind.Status, Status = status, Path = path, Times = times, RetryAfterSeconds = retryAfter });

    public static void Fails(this Product product, FaultKind kind, int? times = 1) =>
        product.Service.Faults.Add(new Fault { Kind = kind, Path = "/invitations", Times = times });

    /// <summary>Lets time pass for one invitation: whatever it waits for was that much earlier.</summary>
    public static void Passes(this Product product, Entity invitation, TimeSpan time)
    {
        var now = product.Again(invitation);
        var change = new Entity(InvitationTable.Table, invitation.Id);
        foreach (var column in (string[])[InvitationTable.NextAttemptOn, InvitationTable.ClaimedOn, InvitationTable.DueOn, InvitationTable.ExpiresOn])
        {
            if (now.GetAttributeValue<DateTime?>(column) is { } moment)
                change[column] = moment - time;
        }

        product.Admin.Update(change);
    }

    /// <summary>A runner asks for what is due, and all of it runs.</summary>
    /// <returns>How many were asked for.</returns>
    public static async Task<int> RunDueAsync(this Product product)
    {
        var asked = (int)product.Admin.Execute(new OrganizationRequest(CustomApis.RunDue)).Results[CustomApis.Asked];
        await product.RunAsync();
        return asked;
    }

    public static OrganizationResponse Request(this Product product, string request, IEnumerable<Guid> ids, IOrganizationService? caller = null) =>
        (caller ?? product.Admin).Execute(new OrganizationRequest(CustomApis.RequestInvitation)
        {
            [CustomApis.InvitationIds] = ids.Select(id => id.ToString("D")).ToArray(),
            [CustomApis.Request] = request,
        });

    /// <summary>Presses "Test connection" and reads the result.</summary>
    public static async Task<IReadOnlyList<FoundCheck>> TestConnectionAsync(this Product product)
    {
        product.Admin.Execute(new OrganizationRequest(CustomApis.TestConnection));
        await product.RunAsync();
        return product.Checks();
    }

    /// <summary>What the last connection test found.</summary>
    public static IReadOnlyList<FoundCheck> Checks(this Product product) =>
        JsonSerializer.Deserialize<List<FoundCheck>>(product.Connection().GetAttributeValue<string>(ConnectionTable.TestResult), JsonSerializerOptions.Web)!;

    /// <summary>A person whose screens are in this language, with the rights of a System Administrator.</summary>
    public static IOrganizationService Person(this Product product, int language) => product.Engine.ServiceFor(new CallerContext(product.MakePerson(language)));

    public static Guid MakePerson(this Product product, int language)
    {
        var user = product.Admin.Create(new Entity("systemuser") { ["lastname"] = "Beheerder", ["domainname"] = Guid.NewGuid().ToString("N") });
        product.Admin.Update(new Entity("usersettings", user) { ["uilanguageid"] = language });
        var role = product.Rows("role").Single(row => row.GetAttributeValue<string>("name") == "System Administrator");
        product.Admin.Associate("systemuser", user, new Relationship("systemuserroles_association"), [role.ToEntityReference()]);
        return user;
    }

    public static int Calls(this Product product) => product.Service.Requests.Count(request => request.Method == "POST");
}

/// <summary>One check of the result of a connection test.</summary>
internal sealed record FoundCheck(string Check, bool Ok, bool? Warning, string Text, string? Fix);
