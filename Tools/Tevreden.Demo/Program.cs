using System.CommandLine;
using Tevreden.Demo.Service;

namespace Tevreden.Demo;

internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Parts of Tevreden for Dataverse, run on this machine.");
        root.Subcommands.Add(ServiceCommand.Create());
        return root.Parse(args).InvokeAsync();
    }
}
