using System;
using System.Linq;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Fixtures;

/// <summary>Writes down what it is told, as a row of task: name of the step and the facts of the context.</summary>
public sealed class Witness : IPlugin
{
    private readonly string _name;

    public Witness(string name, string secret) => _name = name;

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = Services.Context(serviceProvider);
        var seen = string.Join(",", context.SharedVariables.Select(pair => pair.Key));
        var before = context.ParentContext is null ? string.Empty : string.Join(",", context.ParentContext.SharedVariables.Select(pair => pair.Key));
        context.SharedVariables[_name] = true;
        Services.AsSystem(serviceProvider).Create(new Entity("task")
        {
            ["subject"] = _name,
            ["description"] = string.Join(
                ";",
                $"message={context.MessageName}",
                $"stage={context.Stage}",
                $"mode={context.Mode}",
                $"depth={context.Depth}",
                $"tx={context.IsInTransaction}",
                $"shared={seen}",
                $"parent={before}",
                $"pre={Images(context.PreEntityImages)}",
                $"post={Images(context.PostEntityImages)}",
                $"in={string.Join(",", context.InputParameters.Select(pair => pair.Key))}",
                $"out={string.Join(",", context.OutputParameters.Select(pair => pair.Key))}",
                $"on={context.OperationCreatedOn:s}",
                $"owner={context.OwningExtension.Name}"),
        });
    }

    private static string Images(EntityImageCollection images) =>
        string.Join(" ", images.Select(image => image.Key + ":" + string.Join("|", image.Value.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={Text(pair.Value)}"))));

    private static string Text(object value) => value switch
    {
        OptionSetValue option => $"{option.Value}",
        EntityReference reference => $"{reference.Id}",
        _ => $"{value}",
    };
}
