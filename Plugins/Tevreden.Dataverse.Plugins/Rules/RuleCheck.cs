using System;
using System.Collections.Generic;
using System.Linq;
using System.ServiceModel;
using Microsoft.Xrm.Sdk;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Planning;
using Tevreden.Dataverse.Plugins.Data;

namespace Tevreden.Dataverse.Plugins.Rules;

/// <summary>
/// Looks whether a rule can be evaluated. Rules are evaluated as SYSTEM, so for a person who saves one it is done with that
/// person's rights: otherwise a rule would show its maker what that person may not read.
/// </summary>
internal sealed class RuleCheck
{
    private readonly PluginCall _call;
    private readonly Guid? _person;
    private readonly IOrganizationService _service;

    /// <param name="call">The run.</param>
    /// <param name="person">With whose rights; null for SYSTEM's.</param>
    public RuleCheck(PluginCall call, Guid? person)
    {
        _call = call;
        _person = person;
        _service = call.Services.CreateOrganizationService(person);
    }

    /// <summary>
    /// What is wrong; null for nothing. A fault that says so is caught: whoever asks inside a transaction must refuse then,
    /// which ends the transaction as the fault would have. As SYSTEM, who may read everything, every fault says so.
    /// </summary>
    public Words? Problem(RuleFacts rule)
    {
        if (RuleShape.Problem(rule) is { } shape)
        {
            return shape;
        }

        try
        {
            return Unnamed("subject", "title", rule.Filter.Subjects)
                ?? Unnamed("queue", "name", rule.Filter.Queues)
                ?? Evaluated(rule)
                ?? Secured(rule);
        }
        catch (FaultException<OrganizationServiceFault> fault) when (_person is null || Faults.IsBadQuery(fault))
        {
            return _person is null ? Explanations.RuleUnreadable(fault.Message) : Explanations.NotReadableBySaver(fault.Message);
        }
    }

    private Words? Evaluated(RuleFacts rule)
    {
        if (!rule.Filter.IsEmpty || RuleShape.Sources(rule).Count > 0)
        {
            new RuleQuery(_service).Read([], rule);
        }

        return null;
    }

    // A name that nothing has is a typing error: the rule would match no case, and nobody would be told.
    private Words? Unnamed(string table, string column, string? names)
    {
        var wanted = CaseFilter.Parts(names);
        if (wanted.Count == 0)
        {
            return null;
        }

        var found = _service
            .RetrieveMultiple(FetchXml.Query(FetchXml.Entity(table, FetchXml.Columns(column), FetchXml.And(FetchXml.IsOneOf(column, wanted)))))
            .Entities
            .Select(r => r.Text(column) ?? string.Empty);
        return wanted.Except(found, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } missing ? Explanations.NoRowNamed(table, missing) : null;
    }

    // What somebody may not read of a secured column comes back empty, not as a fault.
    private Words? Secured(RuleFacts rule) =>
        _person is { } person && new SecuredColumnsQuery(_call.System).FirstUnreadable(person, Columns(rule)) is { } column
            ? Explanations.ColumnSecured(column.Table, column.Column)
            : null;

    private static IEnumerable<ColumnRead> Columns(RuleFacts rule) => RuleShape.Tree(rule).Columns().Concat(rule.Filter.Columns());
}
