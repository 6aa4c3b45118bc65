using System;
using Microsoft.Xrm.Sdk;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.Fixtures;

/// <summary>Uses a library that is part of neither the framework nor the SDK: it must come in its package.</summary>
public sealed class Borrower : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var target = (Entity)Services.Context(serviceProvider).InputParameters["Target"];
        target["description"] = JObject.Parse("""{"text":"borrowed"}""").Value<string>("text");
    }
}
