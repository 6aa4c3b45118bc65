using System.Xml.Linq;
using System.IO.Compression;
using Tevreden.Dataverse.Names;
using Tevreden.EndToEnd.Tests.Rules;

namespace Tevreden.EndToEnd.Tests.Paths;

/// <summary>The bars "Resolving a case" and "100 parallel resolutions".</summary>
[TestClass]
public sealed class ParallelResolutionTests
{
    private const int Cases = 100, Workers = 8;

    [TestMethod]
    public async Task A_hundred_parallel_resolutions_of_one_contact_with_a_quiet_period_send_one_mail()
    {
        await using var product = await Product.StartAsync(quietPeriodDays: 30, workers: Workers);
        var contact = product.Contact();
        var cases = Enumerable.Range(0, Cases).Select(_ => product.Case(contact)).ToList();

        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = Workers }, (incident, _) =>
        {
            product.Resolve(incident);
            return ValueTask.CompletedTask;
        });
        await product.DeliverAllAsync();

        Assert.HasCount(1, product.Service.Received);
        var invitations = product.Invitations();
        Assert.HasCount(Cases, invitations.DistinctBy(row => row.GetAttributeValue<string>(InvitationTable.CaseIdText)).ToList());
        Assert.HasCount(1, invitations.Where(row => row.Status() == InvitationStatus.Sent).ToList());
        Assert.HasCount(Cases - 1, invitations.Where(row => row.Status() == InvitationStatus.Skipped && row.Reason() == InvitationReason.QuietPeriod).ToList());
        Assert.IsEmpty(product.Rows("asyncoperation").Where(job => job.GetAttributeValue<Microsoft.Xrm.Sdk.OptionSetValue>("statuscode").Value == FailedJob).ToList());
    }

    [TestMethod]
    public async Task Resolving_makes_no_request_of_ours_and_queues_two_jobs()
    {
        var requests = new List<string>();
        await using var product = await Product.StartAsync(new() { BeforeRequest = (request, _) => requests.Add(request.RequestName) });
        var incident = product.Case();
        requests.Clear();
        product.Resolve(incident);

        CollectionAssert.AreEqual((string[])["CloseIncident"], requests);
        Assert.HasCount(2, product.Engine.Jobs.Pending);
    }

    [TestMethod]
    public void The_solution_has_no_synchronous_step_on_a_table_that_is_not_its_own()
    {
        using var zip = ZipFile.OpenRead(PackedSolution.ManagedZip);
        using var file = zip.GetEntry("customizations.xml")!.Open();
        var steps = XDocument.Load(file).Descendants("SdkMessageProcessingStep").ToList();

        Assert.IsGreaterThan(4, steps.Count);
        foreach (var step in steps.Where(step => step.Element("Mode")!.Value == Synchronous))
            StringAssert.StartsWith(step.Element("PrimaryEntity")!.Value, "tvr_", $"{step.Attribute("Name")!.Value} is synchronous");
    }

    private const int FailedJob = 31;
    private const string Synchronous = "0";
}
