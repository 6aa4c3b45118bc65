using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Metadata;

namespace Tevreden.Sandbox.Engine;

/// <summary>Composes fullname of people from its parts, in the order that the organization sets (fullnameconventioncode).</summary>
internal sealed class FullNames(OrganizationSettings settings)
{
    private static readonly HashSet<string> People = ["contact", "systemuser", "lead"];

    public void Compose(TableDefinition table, Entity changes, Entity? current, Operation inside)
    {
        if (!People.Contains(table.LogicalName) || !(changes.Contains("firstname") || changes.Contains("middlename") || changes.Contains("lastname") || current is null))
            return;

        string? Part(string column) => (changes.Contains(column) ? changes : current)?.GetAttributeValue<string>(column);
        var (first, middle, last) = (Part("firstname"), Part("middlename"), Part("lastname"));
        var initial = string.IsNullOrEmpty(middle) ? null : middle[..1];
        var name = settings.Get(inside).FullNameConvention switch
        {
            0 => Join(", ", last, first),
            2 => Join(", ", last, Join(" ", first, initial)),
            3 => Join(" ", first, initial, last),
            4 => Join(", ", last, Join(" ", first, middle)),
            5 => Join(" ", first, middle, last),
            6 => Join(" ", last, first),
            7 => Join(string.Empty, last, first),
            _ => Join(" ", first, last),
        };
        if (name.Length > 0)
            changes["fullname"] = name;
    }

    private static string Join(string separator, params string?[] parts) => string.Join(separator, parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
