using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Jobs;
using Tevreden.Sandbox.Plugins;

namespace Tevreden.Sandbox.Pipeline;

/// <summary>
/// The event execution pipeline: pre-validation outside the transaction, then in it pre-operation, the main operation and
/// post-operation, then the asynchronous steps are queued, and all is committed together.
/// </summary>
internal sealed class EventPipeline(Transactions transactions, StepRegistry steps, StepImages images, PluginRunner runner, JobWriter jobs)
{
    /// <param name="events">What happens: several where a bulk message and the messages of its rows are one.</param>
    /// <param name="prepare">In the transaction, before pre-operation: rights, defaults.</param>
    /// <param name="main">The operation itself.</param>
    public void Run(IReadOnlyList<MessageEvent> events, Operation operation, Action<Operation> prepare, Action<Operation> main)
    {
        Validate(events, operation);
        transactions.Run(operation, inside =>
        {
            prepare(inside);
            Operate(events, inside, main);
        });
    }

    /// <summary>Stage 10.</summary>
    public void Validate(IReadOnlyList<MessageEvent> events, Operation operation)
    {
        foreach (var happening in events)
        {
            happening.HappenedOn = transactions.Now;
            RunStage(happening, Stage.PreValidation, operation);

            // What counts from here on is the row as the transaction finds it.
            foreach (var row in happening.Rows)
                row.Before = null;
        }
    }

    /// <summary>Stages 20 to 40, and the queueing.</summary>
    public void Operate(IReadOnlyList<MessageEvent> events, Operation inside, Action<Operation> main)
    {
        foreach (var happening in events)
            images.ReadBefore(happening, inside);

        foreach (var happening in events)
            RunStage(happening, Stage.PreOperation, inside);

        main(inside);

        foreach (var happening in events)
        {
            images.ReadAfter(happening, inside);
            RunStage(happening, Stage.PostOperation, inside);
        }

        if (inside.Caller.BypassCustomJobs)
            return;
        foreach (var happening in events)
        {
            foreach (var step in Matching(happening, Stage.PostOperation, isAsync: true, inside))
                jobs.Queue(step, images.Context(step, happening, Stage.PostOperation, inside), inside);
        }
    }

    private void RunStage(MessageEvent happening, int stage, Operation operation)
    {
        if (stage == Stage.PreValidation && Matching(happening, stage, isAsync: false, operation).Any())
            images.ReadBefore(happening, operation);

        foreach (var step in Matching(happening, stage, isAsync: false, operation).ToList())
        {
            if (!operation.Caller.BypassCustomPlugins)
                runner.Run(step, images.Context(step, happening, stage, operation), operation);
        }
    }

    private IEnumerable<RegisteredStep> Matching(MessageEvent happening, int stage, bool isAsync, Operation operation) =>
        steps.For(happening, stage, isAsync, operation)
            .Where(step => step.FilteringColumns.Count == 0 || happening.Touches(step.FilteringColumns));
}
