using System.Globalization;
using System.ServiceModel;
using Jint;
using Jint.Native;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Tevreden.Sandbox.Engine;

namespace Tevreden.EndToEnd.Tests.Solution;

/// <summary>The script of the command bar, taken out of the environment that the zip was imported into, with the client's API as far as the script uses it.</summary>
internal sealed class CommandBar : IDisposable
{
    // What the script may ask of the client, each answered by the environment with the rights of who pressed the button.
    private const string Client = """
        var window = this;
        var setTimeout = function (work) { host.Wait(); work(); };
        function settle(work) { try { return Promise.resolve(work()); } catch (e) { return Promise.reject({ message: String(e.message || e) }); } }
        var Xrm = {
          Utility: {
            getGlobalContext: function () { return { userSettings: { languageId: host.Language } }; },
            showProgressIndicator: function (text) { host.Progress(text); },
            closeProgressIndicator: function () { host.Progress(null); }
          },
          Navigation: {
            openAlertDialog: function (options) { host.Show(options.text); return Promise.resolve(); },
            openConfirmDialog: function (options) { return Promise.resolve({ confirmed: host.Confirm(options.text) }); }
          },
          WebApi: {
            retrieveRecord: function (table, id, options) { return settle(function () { return JSON.parse(host.Retrieve(table, id, options)); }); },
            online: {
              execute: function (request) {
                var about = request.getMetadata(), sent = {};
                Object.keys(about.parameterTypes).forEach(function (name) { sent[name] = { type: about.parameterTypes[name].typeName, value: request[name] }; });
                return settle(function () { var body = host.Execute(about.operationName, JSON.stringify(sent)); return { ok: true, status: 200, json: function () { return Promise.resolve(JSON.parse(body)); } }; });
              }
            }
          }
        };
        """;

    private readonly Jint.Engine _script = new();
    private readonly IOrganizationService _service;
    private readonly Action _wait;

    public CommandBar(DataverseEngine engine, Guid user, int language = 1033, Action? wait = null)
    {
        _service = engine.ServiceFor(new CallerContext(user));
        _wait = wait ?? (() => { });
        Language = language;
        _script.SetValue("host", this);
        _script.Execute(Client);
        _script.Execute(Source(engine));
    }

    public int Language { get; }

    /// <summary>What was said, in order.</summary>
    public List<string> Said { get; } = [];

    /// <summary>What was asked before something is done.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>The answer to such a question.</summary>
    public bool Answer { get; set; } = true;

    public bool IsBusy { get; private set; }

    public int Refreshed { get; private set; }

    /// <summary>Presses a button on a form.</summary>
    public void OnForm(string function, Guid row) => Run($"Tevreden.Commands.{function}({{ data: {{ entity: {{ getId: function () {{ return '{{{row.ToString("D").ToUpperInvariant()}}}'; }} }}, refresh: function () {{ host.Refresh(); return Promise.resolve(); }} }} }})");

    /// <summary>Presses a button over a list with rows selected.</summary>
    public void OnList(string function, params Guid[] rows) => Run($"Tevreden.Commands.{function}({{ refresh: function () {{ host.Refresh(); }} }}, {JsonConvert.SerializeObject(rows.Select(row => row.ToString("B")))})");

    public void Wait() => _wait();

    public void Show(string text) => Said.Add(text);

    public void Progress(string? text) => IsBusy = text is not null;

    public void Refresh() => Refreshed++;

    public bool Confirm(string text)
    {
        Questions.Add(text);
        return Answer;
    }

    public string Retrieve(string table, string id, string options) => Told(() =>
    {
        var columns = options["?$select=".Length..].Split(',');
        var row = _service.Retrieve(table, Guid.Parse(id), new ColumnSet(columns));
        return JsonConvert.SerializeObject(columns.ToDictionary(column => column, column => row.GetAttributeValue<object>(column)));
    });

    public string Execute(string name, string parameters) => Told(() =>
    {
        var request = new OrganizationRequest(name);
        foreach (var (key, sent) in JObject.Parse(parameters))
            request[key] = Value((string)sent!["type"]!, sent["value"]!);
        return JsonConvert.SerializeObject(_service.Execute(request).Results.ToDictionary(result => result.Key, result => result.Value));
    });

    public void Dispose() => _script.Dispose();

    private static object Value(string type, JToken value) => type switch
    {
        "Edm.Guid" => Guid.Parse((string)value["guid"]!),
        "Edm.String" => (string)value!,
        "Collection(Edm.String)" => value.Values<string>().ToArray(),
        _ => throw new NotSupportedException(type),
    };

    private static string Told(Func<string> work)
    {
        try
        {
            return work();
        }
        catch (FaultException<OrganizationServiceFault> fault)
        {
            throw new Jint.Runtime.JavaScriptException(fault.Detail.Message);
        }
    }

    private static string Source(DataverseEngine engine)
    {
        var query = new QueryExpression("webresource") { ColumnSet = new ColumnSet("content") };
        query.Criteria.AddCondition("name", ConditionOperator.Equal, "tvr_/scripts/commands.js");
        var row = engine.ServiceFor(new CallerContext(engine.AdministratorId)).RetrieveMultiple(query).Entities.Single();
        return System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)row["content"]));
    }

    private void Run(string call)
    {
        _script.Evaluate(call).UnwrapIfPromise();
        Assert.IsFalse(IsBusy, "The progress indicator was left standing.");
    }
}
