using System.CommandLine;
using Tevreden.SolutionPackager;

var root = new RootCommand("Packs an unpacked Dataverse solution into managed and unmanaged zips.");
root.Subcommands.Add(PackCommand.Create());
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
