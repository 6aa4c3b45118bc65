using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

internal sealed class CreateOptionSetHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "CreateOptionSet";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var sdk = request.Need<OptionSetMetadataBase>("OptionSet");
        var made = sdk is OptionSetMetadata choice
            ? CatalogColumns.Options(choice, Names.Custom(choice.Name, "choice").ToLowerInvariant()) with { IsGlobal = true }
            : throw Faults.InvalidArgument("The sandbox makes global choices as OptionSetMetadata only.");
        schema.Change("prvCreateOptionSet", operation, catalog => catalog.GlobalOptionSets.Any(found => found.Name == made.Name)
            ? throw Faults.InvalidArgument($"A choice '{made.Name}' exists already.")
            : CatalogEdits.WithChoice(catalog, made));
        return new OrganizationResponse { ResponseName = RequestName, Results = { ["OptionSetId"] = DefinitionIds.OptionSet(made.Name) } };
    }
}

internal sealed class UpdateOptionSetHandler(SchemaChanges schema) : IMessageHandler
{
    public string RequestName => "UpdateOptionSet";

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var sdk = request.Need<OptionSetMetadataBase>("OptionSet");
        schema.Change("prvWriteOptionSet", operation, catalog =>
        {
            var set = OptionSets.Global(catalog, sdk.Name ?? throw Faults.InvalidArgument("A choice is updated by its Name."));
            return CatalogEdits.WithChoice(catalog, set with { DisplayName = SdkLabels.Laid(set.DisplayName, sdk.DisplayName) });
        });
        return new OrganizationResponse { ResponseName = RequestName };
    }
}

/// <summary>The messages that change the options of a choice, of one column or global.</summary>
internal sealed class OptionValueHandler(string message, SchemaChanges schema) : IMessageHandler
{
    private const int FirstOfCustomer = 100_000_000;

    public string RequestName => message;

    public OrganizationResponse Handle(OrganizationRequest request, Operation operation)
    {
        var response = new OrganizationResponse { ResponseName = message };
        schema.Change("prvWriteAttribute", operation, catalog =>
        {
            var (set, put) = OptionSets.Find(catalog, request);
            return put(set with { Options = Changed(request, set, response) });
        });
        return response;
    }

    private IReadOnlyList<OptionDefinition> Changed(OrganizationRequest request, OptionSetDefinition set, OrganizationResponse response)
    {
        switch (message)
        {
            case "InsertOptionValue" or "InsertStatusValue":
                var value = request.Find<object>("Value") as int? ?? Math.Max(FirstOfCustomer, set.Options.Select(option => option.Value + 1).DefaultIfEmpty(FirstOfCustomer).Max());
                if (set.Options.Any(option => option.Value == value))
                    throw Faults.InvalidArgument($"The choice '{set.Name}' has an option {value} already.");
                response.Results["NewOptionValue"] = value;
                return [.. set.Options, new OptionDefinition { Value = value, Label = SdkLabels.Text(request.Find<Label>("Label")), State = message == "InsertStatusValue" ? request.Find<object>("StateCode") as int? ?? 0 : null }];
            case "DeleteOptionValue":
                var gone = Existing(set, request.Find<object>("Value"));
                return [.. set.Options.Where(option => option != gone)];
            case "OrderOption":
                var order = request.Find<int[]>("Values") ?? throw Faults.InvalidArgument("OrderOption expects Values.");
                return [.. order.Select(one => Existing(set, one)), .. set.Options.Where(option => !order.Contains(option.Value))];
            default:
                var changed = Existing(set, request.Find<object>("Value"));
                return [.. set.Options.Select(option => option == changed ? option with { Label = SdkLabels.Laid(option.Label, request.Find<Label>("Label")) } : option)];
        }
    }

    private static OptionDefinition Existing(OptionSetDefinition set, object? value) =>
        set.Options.FirstOrDefault(option => value is int number && option.Value == number) ?? throw Faults.InvalidArgument($"The choice '{set.Name}' has no option {value}.");
}

internal static class OptionSets
{
    public static OptionSetDefinition Global(MetadataCatalog catalog, string name) =>
        catalog.GlobalOptionSets.FirstOrDefault(set => set.Name == name) ?? throw Faults.InvalidArgument($"There is no global choice '{name}'.");

    /// <summary>The choice that a request names, global or of a column, and what makes the catalog with a changed one.</summary>
    public static (OptionSetDefinition Set, Func<OptionSetDefinition, MetadataCatalog> Put) Find(MetadataCatalog catalog, OrganizationRequest request)
    {
        if (request.Find<string>("OptionSetName") is { Length: > 0 } global)
            return (Global(catalog, global), changed => CatalogEdits.WithChoice(catalog, changed));
        var table = request.Need<string>("EntityLogicalName");
        var known = catalog.FindTable(table) ?? throw Faults.NoSuchTable(table);
        var name = request.Need<string>("AttributeLogicalName");
        var column = catalog.FindColumn(table, name) ?? throw Faults.NoSuchColumn(table, name);
        if (column.OptionSet is not { } set)
            throw Faults.InvalidArgument($"The column '{name}' of '{table}' is not a choice.");
        return (set, changed => set.IsGlobal ? CatalogEdits.WithChoice(catalog, changed) : CatalogEdits.WithColumn(catalog, known, column with { OptionSet = changed }));
    }
}
