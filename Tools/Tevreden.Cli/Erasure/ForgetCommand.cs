using System.CommandLine;
using Tevreden.Api;
using Tevreden.Cli.Commands;
using Tevreden.Cli.Errors;
using Tevreden.Cli.Output;
using Tevreden.Cli.Service;
using Tevreden.Cli.Sync;

namespace Tevreden.Cli.Erasure;

/// <summary><c>forget</c>: one person's survey data, gone for good.</summary>
internal sealed class ForgetCommand : IJobCommand
{
    private readonly PersonLine _person = new();
    private readonly Option<bool> _yes = new("--yes") { Description = "Erase without asking." };
    private readonly Option<bool> _keepOptOut = new("--keep-opt-out") { Description = "The contact keeps its wish not to be surveyed." };
    private readonly Option<bool> _anonymise = new("--anonymise") { Description = "Keep the marks for totals by survey and location, without a link to anybody. Without it responses are deleted." };
    private readonly Option<string?> _receipt = new("--receipt") { Description = "File to write the receipt to. It also stands in Dataverse." };

    public string Name => "forget";

    public string Description => "Erases what is held about one person, in every table of the solution and at the service where it can; keeps hashes, so that no later sync brings it back.";

    public bool NeedsService => false;

    public RunRow Row => RunRow.ByRunner;

    public void AddOptions(Command command)
    {
        _person.AddTo(command);
        foreach (var option in (Option[])[_yes, _keepOptOut, _anonymise, _receipt])
            command.Options.Add(option);
    }

    public async Task RunAsync(Job job, ParseResult parsed, IProgressDisplay progress, CancellationToken stop)
    {
        var (contact, email) = _person.Read(parsed);
        var wishes = new ErasureWishes(parsed.GetValue(_keepOptOut), parsed.GetValue(_anonymise));
        var search = new PersonSearch(job.Client);
        var found = await search.FindAsync(contact, email, columns: false, stop);
        Show(job, found);
        if (!parsed.GetValue(_yes) && !Agreed(job, found))
            throw new CliException(ErrorCodes.ErasureNotConfirmed, "Nothing was erased. Run it again with --yes, or answer yes where it asks.", ExitCodes.Usage);

        // No sync may write what it read before the hashes were there.
        var leases = await StreamLeases.TakeAllAsync(job, stop);
        string receipt;
        try
        {
            var person = await search.FindAsync(contact, email, columns: false, stop);
            ErasureWriter.RefuseSending(person);
            var writer = new ErasureWriter(job, wishes);
            await writer.BuryAsync(person, stop);
            progress.Report(0.2, "hashes kept");
            var service = await AtServiceAsync(job, person, stop);
            progress.Report(0.4, "asked the service");
            await writer.EraseAsync(person, stop);
            progress.Report(0.9, "erased");
            await writer.RescoreAsync(person, stop);
            receipt = Receipt.Write(job, person, wishes, service);
            await writer.SignAsync(person, receipt, stop);
            job.Report.Add("service", service, "survey service", service);
        }
        finally
        {
            await leases.ReleaseAsync();
        }

        SyncReport.AddScores(job.Report, job.Counts);
        job.Report.Add("receipt", receipt, "receipt", Environment.NewLine + receipt);
        if (parsed.GetValue(_receipt) is { } path)
            await File.WriteAllTextAsync(Path.GetFullPath(path, job.Host.Directory), receipt, CancellationToken.None);
    }

    // Told to the person at the console only: no line of a log may name anybody.
    private static void Show(Job job, PersonFound found)
    {
        foreach (var (name, label, count) in found.Counts)
            job.Report.Add(name, label, count);
        job.Report.Add("contacts", "contacts", found.Contacts.Count);
        job.Report.Add("erasedBefore", found.Earlier.Count > 0);
        if (found.IsNothing)
            job.Report.Tell("found", found.Earlier.Count > 0 ? "nothing more; erased before" : "nothing");
    }

    private static bool Agreed(Job job, PersonFound found)
    {
        if (job.Host.In is not { } answers)
            return false;

        foreach (var contact in found.Contacts)
            job.Host.Error.WriteLine($"contact {contact.Id:D} {contact.GetAttributeValue<string>("fullname")}");
        foreach (var (_, label, count) in found.Counts)
            job.Host.Error.WriteLine($"{label,-18}{count}");
        job.Host.Error.Write("Erase all of this? It can't be undone. Type yes: ");
        return string.Equals(answers.ReadLine()?.Trim(), "yes", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string> AtServiceAsync(Job job, PersonFound person, CancellationToken stop)
    {
        ServiceCalls service;
        try
        {
            if (!(await job.ServiceProfileAsync(stop)).ErasesPersons)
                return "it has no call for this in the API profile; ask its service desk";
            service = await job.ServiceAsync(stop);
        }
        catch (CliException exception) when (exception.Code is ErrorCodes.NotConnected)
        {
            return "this environment was never connected to it";
        }

        foreach (var email in person.Emails)
            await service.RepeatAsync(async (client, stop) => await client.ErasePersonAsync(email, stop), stop);
        return $"asked to erase {person.Emails.Count} address(es)";
    }
}
