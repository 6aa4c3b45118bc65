using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.PowerPlatform.Dataverse.Client;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sdk.Tests.Client;

/// <summary>A server that gives the answers it was told, in order, and keeps what it was sent. An unexpected request is answered with 418.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string Token = "s3cret-t0ken";

    private readonly WebApplication _web;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = new();

    private ScriptedServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        _web.Run(AnswerAsync);
    }

    public ConcurrentQueue<SentRequest> Requests { get; } = new();

    public Uri Address => new(_web.Urls.Single());

    public static async Task<ScriptedServer> StartAsync()
    {
        var server = new ScriptedServer();
        await server._web.StartAsync();
        return server;
    }

    public ServiceClient Client() => new(Address, _ => Task.FromResult(Token));

    public ScriptedServer Answers(OrganizationResponse response, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue(context =>
        {
            foreach (var (name, value) in headers)
                context.Response.Headers.Append(name, value);
            return SendAsync(context, 200, Envelopes.Response(response));
        });
        return this;
    }

    public ScriptedServer Faults(OrganizationServiceFault fault)
    {
        _answers.Enqueue(context => SendAsync(context, 500, Envelopes.Fault(fault)));
        return this;
    }

    public ScriptedServer Does(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ScriptedServer Refuses(int status) => Does(context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public static Task SendAsync(HttpContext context, int status, string xml)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml; charset=utf-8";
        return context.Response.WriteAsync(xml);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue(await SentRequest.ReadAsync(context.Request));
        if (_answers.TryDequeue(out var answer))
            await answer(context);
        else
            context.Response.StatusCode = 418;
    }
}
