using Microsoft.Xrm.Sdk;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Pipeline;

/// <summary>Reads the rows of an event before and after its main operation, and makes the contexts that steps get.</summary>
internal sealed class StepImages(Transactions transactions, StepRegistry steps, ContextFacts facts)
{
    public void ReadBefore(MessageEvent happening, Operation operation)
    {
        if (!Wanted(happening, operation, image => image.Before))
            return;
        transactions.Read(operation, scope =>
        {
            foreach (var row in happening.Rows.Where(row => row.Before is null && row.Id != Guid.Empty))
                row.Before = scope.Find(row.Table, row.Id);
            return true;
        });
    }

    public void ReadAfter(MessageEvent happening, Operation inside)
    {
        if (!Wanted(happening, inside, image => image.After))
            return;
        foreach (var row in happening.Rows)
            row.After = inside.Scope!.Find(row.Table, row.Id);
    }

    public PluginContext Context(RegisteredStep step, MessageEvent happening, int stage, Operation operation)
    {
        var isAfter = stage >= Stage.PostOperation;
        var before = Collections(step, happening, image => image.Before, row => row.Before);
        var after = isAfter ? Collections(step, happening, image => image.After, row => row.After) : [];
        var validates = stage == Stage.PreValidation && happening.ValidationIsParent;
        var context = facts.Context(happening.Message, happening.Table, operation) with
        {
            Stage = stage,
            Mode = step.IsAsync ? 1 : 0,
            PrimaryEntityId = happening.IsBulk || happening.Rows.Count == 0 ? Guid.Empty : happening.Rows[0].Id,
            InputParameters = happening.Input,
            OutputParameters = happening.Output,
            SharedVariables = validates ? happening.Validation?.SharedVariables ?? Tagged(operation, []) : Tagged(operation, happening.Shared),
            Parent = validates ? operation.Parent : happening.Validation ?? operation.Parent,
            UserId = step.RunAs ?? operation.UserId,
            PreEntityImages = happening.IsBulk ? [] : before.FirstOrDefault() ?? [],
            PostEntityImages = happening.IsBulk ? [] : after.FirstOrDefault() ?? [],
            PreEntityImagesCollection = before,
            PostEntityImagesCollection = after,
            OwningStep = new EntityReference("sdkmessageprocessingstep", step.Id) { Name = step.Name },
            IsInTransaction = !step.IsAsync && operation.Scope is not null,
            OperationId = happening.OperationId,
            OperationCreatedOn = happening.HappenedOn,
        };
        if (validates)
            happening.Validation = context;
        return context;
    }

    private static ParameterCollection Tagged(Operation operation, ParameterCollection shared)
    {
        if (operation.Caller.Tag is { } tag)
            shared["tag"] = tag;
        return shared;
    }

    private static EntityImageCollection[] Collections(
        RegisteredStep step, MessageEvent happening, Func<StepImage, bool> wanted, Func<EventRow, Entity?> read) =>
        [.. happening.Rows.Select(row =>
        {
            var collection = new EntityImageCollection();
            if (read(row) is { } whole)
            {
                foreach (var image in step.Images.Where(wanted))
                    collection[image.Alias] = Cut(whole, image.Columns);
            }

            return collection;
        })];

    private static Entity Cut(Entity whole, IReadOnlySet<string>? columns)
    {
        var image = new Entity(whole.LogicalName, whole.Id);
        foreach (var (column, value) in whole.Attributes)
        {
            if (value is not null && (columns is null || columns.Contains(column)))
                image[column] = Values.Copy(value);
        }

        return image;
    }

    private bool Wanted(MessageEvent happening, Operation operation, Func<StepImage, bool> wanted)
    {
        for (var async = 0; async < 2; async++)
        {
            foreach (var stage in (ReadOnlySpan<int>)[Stage.PreValidation, Stage.PreOperation, Stage.PostOperation])
            {
                if (steps.For(happening, stage, async == 1, operation).Any(step => step.Images.Any(wanted)))
                    return true;
            }
        }

        return false;
    }
}
