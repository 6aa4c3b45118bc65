using System.CommandLine;
using Tevreden.Sandbox.Hosting;

var root = new RootCommand("A local Dataverse: imports solution zips, runs their plug-ins, answers the Web API and the Organization Service.");
root.Subcommands.Add(ServeCommand.Create());
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
