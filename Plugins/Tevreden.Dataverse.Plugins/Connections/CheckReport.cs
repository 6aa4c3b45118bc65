using System.Collections.Generic;
using System.Linq;
using Tevreden.Api.Json;

namespace Tevreden.Dataverse.Plugins.Connections;

/// <summary>
/// The result of a connection test, kept in <c>tvr_testresult</c> as JSON in the language of whoever asked for the test:
/// <code>
/// [ { "check": "key",            // one of CheckNames
///     "ok": true,                // as it should be
///     "warning": true,           // only with "ok": false: no reason against confirming
///     "text": "…",               // what was found, a sentence
///     "fix": "…" },              // what to do; only with "ok": false
///   …
///   { "check": "confirmed", "ok": …, "text": "…" } ]   // always the last
/// </code>
/// A check may stand more than once (each way to the key, each rule). It holds no secret and no personal data.
/// </summary>
internal sealed class CheckReport
{
    private readonly List<Check> _checks = [];

    /// <summary>Nothing stands against confirming.</summary>
    public bool IsGreen => _checks.All(c => c.Ok || c.IsWarning);

    public int Problems => _checks.Count(c => !c.Ok);

    public void Add(Check check) => _checks.Add(check);

    public void AddRange(IEnumerable<Check> checks) => _checks.AddRange(checks);

    /// <param name="language">LCID of who reads it.</param>
    /// <param name="most">How long it may be: what is in order gives way first, then the last warnings and problems, never the conclusion.</param>
    public string ToJson(int language, int most)
    {
        var shown = _checks.ToList();
        var json = Write(shown, language);
        while (json.Length > most && shown.Count > 1)
        {
            shown.Remove(shown.Take(shown.Count - 1).LastOrDefault(c => c.Ok) ?? shown[shown.Count - 2]);
            json = Write([.. shown.Take(shown.Count - 1), NotShown(_checks.Count - shown.Count), shown[shown.Count - 1]], language);
        }

        return json;
    }

    private static string Write(IEnumerable<Check> checks, int language) =>
        JsonWriter.Write(new JsonArray(checks.Select(c => (JsonValue)new JsonObject(Members(c, language))).ToList()));

    private static Check NotShown(int count) => Check.Warning(
        CheckNames.More,
        new($"There are {count} more checks than can be shown.", $"Er zijn {count} controles meer dan getoond kunnen worden."),
        new("Correct what is shown and test again.", "Herstel wat wordt getoond en test opnieuw."));

    private static IEnumerable<KeyValuePair<string, JsonValue>> Members(Check check, int language)
    {
        yield return Member("check", JsonValue.Of(check.Name));
        yield return Member("ok", JsonValue.Of(check.Ok));
        if (check.IsWarning)
        {
            yield return Member("warning", JsonValue.Of(true));
        }

        yield return Member("text", JsonValue.Of(check.Text.In(language)));
        if (check.Fix is not null)
        {
            yield return Member("fix", JsonValue.Of(check.Fix.In(language)));
        }
    }

    private static KeyValuePair<string, JsonValue> Member(string name, JsonValue value) => new(name, value);
}
