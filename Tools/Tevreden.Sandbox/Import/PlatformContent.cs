namespace Tevreden.Sandbox.Import;

/// <summary>What real environments have by Microsoft and the sandbox may lack: a solution that needs it is imported without it, and the import says so.</summary>
internal static class PlatformContent
{
    // Solutions of the platform and of Microsoft's apps.
    private static readonly string[] Solutions =
        ["System", "Active", "Default", "Basic", "msdyn", "mscrm", "msft_", "msa_", "msevtmgt", "mspp_", "adx_", "AppModule", "CustomControlsCore", "BaseCustomControls", "ActivityFeeds", "Microsoft", "PowerPlatform", "PowerPages", "AuthorizationCore"];

    private static readonly string[] Prefixes = ["msdyn_", "msdyncrm_", "msdynmkt_", "msdynce_", "msdyusd_", "msfp_", "msft_", "msevtmgt_", "mspp_", "adx_", "bookableresource"];

    private static readonly HashSet<string> Tables = new(StringComparer.Ordinal)
    {
        "bulkoperation", "calendar", "calendarrule", "campaign", "campaignactivity", "campaignresponse", "channelaccessprofile", "competitor", "constraintbasedgroup", "contract", "contractdetail", "contracttemplate", "convertrule",
        "discount", "discounttype", "duplicaterule", "emailserverprofile", "emailsignature", "entitlement", "entitlementchannel", "entitlementtemplate", "equipment", "exchangesyncidmapping", "externalparty", "feedback", "goal", "goalrollupquery",
        "invoice", "invoicedetail", "kbarticle", "kbarticletemplate", "knowledgearticle", "knowledgebaserecord", "leadaddress", "mailbox", "mailmergetemplate", "metric", "mobileofflineprofile", "offlinecommanddefinition", "opportunityproduct", "orderclose",
        "position", "pricelevel", "processsession", "processstage", "product", "productpricelevel", "profilerule", "quote", "quoteclose", "quotedetail", "ratingmodel", "recurringappointmentmaster", "report", "reportcategory", "resource", "resourcegroup", "resourcespec",
        "routingrule", "salesliterature", "salesorder", "salesorderdetail", "service", "serviceappointment", "sharepointdocumentlocation", "sharepointsite", "similarityrule", "site", "sla", "slaitem", "slakpiinstance", "socialactivity", "socialprofile",
        "syncerror", "teamtemplate", "territory", "theme", "uom", "uomschedule", "workflow",
    };

    public static bool IsSolution(string uniqueName) => Solutions.Any(prefix => uniqueName.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public static bool IsTable(string logicalName) => Tables.Contains(logicalName) || Prefixes.Any(prefix => logicalName.StartsWith(prefix, StringComparison.Ordinal));
}
