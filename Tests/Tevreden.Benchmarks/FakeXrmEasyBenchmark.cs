#if OFFICIAL_SDK
using FakeXrmEasy.Abstractions.Enums;
using FakeXrmEasy.Middleware;
using FakeXrmEasy.Middleware.Crud;
using FakeXrmEasy.Middleware.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Benchmarks;

/// <summary>The same rows and questions on FakeXrmEasy's context, in a release build.</summary>
internal static class FakeXrmEasyBenchmark
{
    public static void Run(int rows, TextWriter output)
    {
        var context = MiddlewareBuilder.New().AddCrud().AddFakeMessageExecutors().UseMessages().UseCrud().SetLicense(FakeXrmEasyLicense.NonCommercial).Build();
        context.Initialize([new Entity(Dataverse.Names.ResponseTable.Table, Guid.NewGuid()) { [Dataverse.Names.ResponseTable.ExternalId] = "0", [Dataverse.Names.ResponseTable.Name] = "0", [Dataverse.Names.ResponseTable.Score] = 1m, [Dataverse.Names.ResponseTable.Language] = "nl" }]);
        var service = context.GetOrganizationService();
        output.WriteLine("| What | FakeXrmEasy: CPU | Per row |");
        output.WriteLine("|---|---|---|");
        SandboxBenchmark.Print(output, $"{rows:N0} rows by CreateMultiple", rows, () => SandboxBenchmark.Load(service, rows));
        SandboxBenchmark.Print(output, "1,000 queries by a column among them", 1000, () => SandboxBenchmark.ByColumn(service, rows));
    }
}
#endif
