using System.Globalization;
using Microsoft.Xrm.Sdk;
using Tevreden.Cli.Errors;

namespace Tevreden.Cli.Dataverse;

/// <summary>A row that was not written; all others of its bulk were.</summary>
/// <param name="Table">Logical name.</param>
/// <param name="Key">Value of its alternate key, or its id.</param>
/// <param name="Code">The fault's code, as the platform's documentation writes it.</param>
/// <param name="Message">The fault's text, made safe for a log.</param>
internal sealed record RejectedRow(string Table, string Key, string Code, string Message)
{
    public static RejectedRow Of(string table, string key, OrganizationServiceFault fault) => new(table, key, Hex(fault.ErrorCode), SafeText.Of(fault.Message));

    /// <summary>A fault's code as the platform's documentation writes it.</summary>
    public static string Hex(int code) => code == 0 ? "none" : "0x" + code.ToString("X8", CultureInfo.InvariantCulture);
}
