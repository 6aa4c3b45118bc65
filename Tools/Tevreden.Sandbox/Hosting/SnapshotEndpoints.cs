using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Hosting;

/// <summary>
/// Going back, for the administrator's token only: <c>POST /sandbox/reset</c> to how the environment was when its solutions were in, <c>PUT
/// /sandbox/snapshots/NAME</c> to keep how it is now, <c>POST /sandbox/snapshots/NAME/restore</c> to go back there, <c>DELETE</c> to forget it.
/// </summary>
internal sealed class SnapshotEndpoints(DataverseEngine engine) : IDisposable
{
    private readonly ConcurrentDictionary<string, EngineSnapshot> _named = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _one = new(1, 1);
    private EngineSnapshot? _beginning;

    /// <summary>What a reset goes back to from now on.</summary>
    public void KeepBeginning()
    {
        _beginning?.Dispose();
        _beginning = engine.TakeSnapshot();
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sandbox/reset", context => RunAsync(context, () => RestoreAsync(context, _beginning, "the beginning")));
        routes.MapGet("/sandbox/snapshots", context => RunAsync(context, () => context.Response.WriteAsJsonAsync(_named.Keys.Order(StringComparer.OrdinalIgnoreCase), context.RequestAborted)));
        routes.MapPut("/sandbox/snapshots/{name}", context => RunAsync(context, () => Done(context, Keep(Name(context)))));
        routes.MapPost("/sandbox/snapshots/{name}/restore", context => RunAsync(context, () => RestoreAsync(context, _named.GetValueOrDefault(Name(context)), Name(context))));
        routes.MapDelete("/sandbox/snapshots/{name}", context => RunAsync(context, () => Done(context, Forget(Name(context)))));
    }

    public void Dispose()
    {
        _beginning?.Dispose();
        foreach (var snapshot in _named.Values)
            snapshot.Dispose();
        _one.Dispose();
    }

    private static string Name(HttpContext context) => (string)context.Request.RouteValues["name"]!;

    private static Task Done(HttpContext context, bool isDone)
    {
        context.Response.StatusCode = isDone ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private async Task RunAsync(HttpContext context, Func<Task> action)
    {
        if (context.Caller().UserId != engine.AdministratorId)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsJsonAsync(new { error = new { message = "Only the token that was printed when this environment started may do that." } }, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await _one.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            await action().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    private bool Keep(string name)
    {
        var snapshot = engine.TakeSnapshot();
        _named.AddOrUpdate(name, snapshot, (_, old) =>
        {
            old.Dispose();
            return snapshot;
        });
        return true;
    }

    private bool Forget(string name)
    {
        if (!_named.TryRemove(name, out var snapshot))
            return false;
        snapshot.Dispose();
        return true;
    }

    private async Task RestoreAsync(HttpContext context, EngineSnapshot? snapshot, string name)
    {
        if (snapshot is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            await context.Response.WriteAsJsonAsync(new { error = new { message = $"There is no snapshot '{name}'; there are: {string.Join(", ", _named.Keys.Order(StringComparer.OrdinalIgnoreCase))}." } }, context.RequestAborted).ConfigureAwait(false);
            return;
        }

        await engine.Jobs.HoldAsync(context.RequestAborted).ConfigureAwait(false);
        try
        {
            engine.Restore(snapshot);
        }
        finally
        {
            engine.Jobs.Release();
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
