using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Metadata;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Messages.Definitions;

/// <summary>Choices as the SDK defines them.</summary>
internal static class SdkOptionSets
{
    public static OptionSetMetadata Of(OptionSetDefinition set, ColumnType type, int language)
    {
        var sdk = new OptionSetMetadata(new OptionMetadataCollection([.. set.Options.Select(option => Option(option, type, language))]));
        return Named(sdk, set, type switch
        {
            ColumnType.State => OptionSetType.State,
            ColumnType.Status => OptionSetType.Status,
            _ => OptionSetType.Picklist,
        }, language);
    }

    public static BooleanOptionSetMetadata Boolean(OptionSetDefinition? set, string name, int language)
    {
        var sdk = new BooleanOptionSetMetadata(Yes(set, 1, "Yes", language), Yes(set, 0, "No", language));
        return Named(sdk, set ?? new OptionSetDefinition { Name = name, Options = [] }, OptionSetType.Boolean, language);
    }

    private static OptionMetadata Yes(OptionSetDefinition? set, int value, string usual, int language) =>
        new(SdkLabels.Of(set?.Options.FirstOrDefault(option => option.Value == value)?.Label ?? LocalizedText.InEnglish(usual), language), value);

    private static OptionMetadata Option(OptionDefinition option, ColumnType type, int language) => type switch
    {
        ColumnType.State => new StateOptionMetadata { Value = option.Value, Label = SdkLabels.Of(option.Label, language), DefaultStatus = option.DefaultStatus }
            .With(nameof(StateOptionMetadata.InvariantName), option.InvariantName ?? option.Label.In(LocalizedText.English)),
        ColumnType.Status => new StatusOptionMetadata { Value = option.Value, Label = SdkLabels.Of(option.Label, language), State = option.State },
        _ => new OptionMetadata(SdkLabels.Of(option.Label, language), option.Value),
    };

    private static T Named<T>(T sdk, OptionSetDefinition set, OptionSetType type, int language)
        where T : OptionSetMetadataBase
    {
        sdk.MetadataId = DefinitionIds.OptionSet(set.Name);
        sdk.Name = set.Name;
        sdk.IsGlobal = set.IsGlobal;
        sdk.IsCustomOptionSet = set.Name.Contains('_', StringComparison.Ordinal);
        sdk.OptionSetType = type;
        sdk.DisplayName = SdkLabels.Of(set.DisplayName, language);
        sdk.Description = new Label();
        sdk.IsCustomizable = new BooleanManagedProperty(true);
        return sdk.With(nameof(OptionSetMetadataBase.IsManaged), false);
    }
}
