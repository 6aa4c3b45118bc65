using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Tevreden.Benchmarks;

/// <summary>A survey service that has so many generated responses and nothing else.</summary>
internal sealed class GeneratedService : IAsyncDisposable
{
    private readonly WebApplication _application;

    private GeneratedService(WebApplication application)
    {
        _application = application;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public static async Task<GeneratedService> StartAsync(int responses)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.UseRouting();
        application.MapGet("/responses", context => AnswerAsync(context, responses));
        await application.StartAsync();
        return new GeneratedService(application);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, int responses)
    {
        var query = context.Request.Query;
        var since = DateTime.Parse(query["changedsince"].ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
        var from = Math.Min(Generated.From(since) + int.Parse(query["offset"].ToString(), CultureInfo.InvariantCulture), responses);
        var to = Math.Min(from + int.Parse(query["limit"].ToString(), CultureInfo.InvariantCulture), responses);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(Generated.Page(from, to), context.RequestAborted);
    }
}
