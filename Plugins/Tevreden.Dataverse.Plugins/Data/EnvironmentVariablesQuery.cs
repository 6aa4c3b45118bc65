using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Dataverse.Plugins.Data;

/// <summary>
/// Values of environment variables that are not secret, all in one request (message RetrieveEnvironmentVariableValue takes
/// one each). The value row counts, else the default of the definition.
/// </summary>
internal sealed class EnvironmentVariablesQuery
{
    private const string ValueAlias = "value";

    private readonly IOrganizationService _service;

    public EnvironmentVariablesQuery(IOrganizationService service) => _service = service;

    /// <summary>The filled ones by schema name.</summary>
    public IReadOnlyDictionary<string, string> Read(params string[] schemaNames)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in _service.RetrieveMultiple(FetchXml.Query(FetchXml.Entity(
            "environmentvariabledefinition",
            FetchXml.Columns("schemaname", "defaultvalue"),
            FetchXml.And(FetchXml.IsOneOf("schemaname", schemaNames)),
            FetchXml.Join("environmentvariablevalue", "environmentvariabledefinitionid", "environmentvariabledefinitionid", ValueAlias, FetchXml.Columns("value"))))).Entities)
        {
            var value = row.Text(ValueAlias + ".value") is { Length: > 0 } own ? own : row.Text("defaultvalue");
            if (row.Text("schemaname") is { } name && !string.IsNullOrWhiteSpace(value))
            {
                values[name] = value!.Trim();
            }
        }

        return values;
    }
}
