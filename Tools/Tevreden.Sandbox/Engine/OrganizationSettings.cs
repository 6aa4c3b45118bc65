using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Engine;

/// <summary>organization.plugintracelogsetting.</summary>
internal enum TraceSetting
{
    Off = 0,
    Exceptions = 1,
    All = 2,
}

/// <param name="CascadesClosing">cascadestatusupdate: closing a case closes its active child cases.</param>
/// <param name="RestrictsClosing">restrictstatusupdate: a case with active child cases can't be closed.</param>
internal sealed record OrganizationSetting(
    TraceSetting TraceSetting, int FullNameConvention, string CasePrefix, int SpecifierLength, bool CascadesClosing, bool RestrictsClosing);

/// <summary>Settings of the environment, read from its organization row.</summary>
internal sealed class OrganizationSettings(Transactions transactions, EngineOptions options)
{
    private readonly RowCache<OrganizationSetting> _settings = new(transactions, ["organization"], scope =>
    {
        var row = scope.Get("organization", options.OrganizationId);
        return new OrganizationSetting(
            (TraceSetting)(row.GetAttributeValue<OptionSetValue>("plugintracelogsetting")?.Value ?? 0),
            row.GetAttributeValue<OptionSetValue>("fullnameconventioncode")?.Value ?? 1,
            row.GetAttributeValue<string>("caseprefix") ?? "CAS",
            row.GetAttributeValue<int?>("uniquespecifierlength") ?? 6,
            row.GetAttributeValue<bool>("cascadestatusupdate"),
            row.GetAttributeValue<bool>("restrictstatusupdate"));
    });

    public OrganizationSetting Get(Operation operation) => _settings.Get(operation);
}
