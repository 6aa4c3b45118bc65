using System.Globalization;
using Newtonsoft.Json.Linq;

namespace Tevreden.Demo.Service;

/// <summary>How the service misbehaves, for the next <see cref="Times"/> requests.</summary>
/// <param name="Kind">status, slow, html, truncated or lose-answer.</param>
/// <param name="Status">The status, for kind status.</param>
/// <param name="RetryAfterSeconds">The header Retry-After, for kind status; null for none.</param>
/// <param name="Milliseconds">How long, for kind slow.</param>
/// <param name="Times">How many requests.</param>
public sealed record ServiceFault(string Kind, int Status = 500, int? RetryAfterSeconds = null, int Milliseconds = 0, int Times = 1);

/// <summary>
/// What the simulated service knows. The wire names are written out here, from what is documented and assumed of the service, and not taken from the
/// client's code: one misreading must not cancel out the other.
/// </summary>
public sealed class ServiceState(TimeProvider time)
{
    private static readonly string[] Remarks = ["Snel en vriendelijk geholpen.", "Prima.", "Duurde wel lang.", "De monteur wist er veel van.", "Ik moest drie keer bellen."];

    private readonly Lock _gate = new();
    private readonly List<JObject> _received = [];
    private readonly Dictionary<string, JObject> _responses = new(StringComparer.Ordinal);
    private ServiceFault? _fault;
    private int _faultsLeft;

    /// <summary>Every invitation that arrived, doubles included, in order.</summary>
    public IReadOnlyList<JObject> Received
    {
        get
        {
            lock (_gate)
                return [.. _received.Select(item => (JObject)item.DeepClone())];
        }
    }

    public void Misbehave(ServiceFault? fault)
    {
        lock (_gate)
        {
            _fault = fault;
            _faultsLeft = fault?.Times ?? 0;
        }
    }

    /// <summary>Simulated customers answer: the same seed, the same answers. Who answered before does not again.</summary>
    /// <param name="seed">Fixes who answers, and what.</param>
    /// <param name="share">0 to 1: how many of the invited answer.</param>
    /// <returns>How many answered now.</returns>
    public int Answer(int seed, double share)
    {
        lock (_gate)
        {
            var answered = 0;
            var invited = _received.Select(item => item.Value<string>("reference")!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var random = new Random(seed);
            foreach (var reference in invited)
            {
                var (answers, score, remark) = (random.NextDouble() < share, random.Next(3, 11), Remarks[random.Next(Remarks.Length)]);
                if (!answers || _responses.ContainsKey("r-" + reference))
                    continue;
                var questionnaire = _received.First(item => item.Value<string>("reference") == reference).Value<string>("questionnaireid");
                _responses["r-" + reference] = NewResponse(reference, questionnaire, score, remark);
                answered++;
            }

            return answered;
        }
    }

    /// <summary>Adds or replaces a response as it stands on the wire; its change time is now unless it says otherwise.</summary>
    public void Put(JObject response)
    {
        lock (_gate)
        {
            var stored = (JObject)response.DeepClone();
            stored["changedat"] ??= Now();
            _responses[stored.Value<string>("id")!] = stored;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _received.Clear();
            _responses.Clear();
            _fault = null;
        }
    }

    internal ServiceFault? TakeFault()
    {
        lock (_gate)
        {
            if (_fault is null || _faultsLeft <= 0)
                return null;
            _faultsLeft--;
            return _fault;
        }
    }

    internal JObject Receive(JArray invitations)
    {
        lock (_gate)
        {
            var results = new JArray();
            foreach (var invitation in invitations.Cast<JObject>())
            {
                _received.Add((JObject)invitation.DeepClone());
                results.Add(new JObject
                {
                    ["reference"] = invitation["reference"],
                    ["id"] = $"i{_received.Count.ToString(CultureInfo.InvariantCulture)}",
                    ["status"] = "accepted",
                });
            }

            return new JObject { ["invitations"] = results };
        }
    }

    internal JObject Responses(string since, int limit, int offset)
    {
        lock (_gate)
        {
            var rows = _responses.Values
                .Where(row => string.CompareOrdinal(row.Value<string>("changedat"), since) >= 0)
                .OrderBy(row => row.Value<string>("changedat"), StringComparer.Ordinal)
                .ThenBy(row => row.Value<string>("id"), StringComparer.Ordinal)
                .Skip(offset)
                .Take(limit);
            return new JObject { ["responses"] = new JArray(rows.Select(row => row.DeepClone())) };
        }
    }

    internal string Now() =>
        TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("W. Europe Standard Time")).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    private JObject NewResponse(string reference, string? questionnaire, int score, string remark) => new()
    {
        ["id"] = "r-" + reference,
        ["reference"] = reference,
        ["questionnaireid"] = questionnaire,
        ["respondedat"] = Now(),
        ["changedat"] = Now(),
        ["language"] = "nl",
        ["score"] = score,
        ["recommendation"] = Math.Max(0, score - 1),
        ["remark"] = remark,
        ["answers"] = new JArray(
            new JObject { ["questionid"] = "1", ["question"] = "Hoe tevreden bent u?", ["type"] = "mark", ["value"] = score },
            new JObject { ["questionid"] = "2", ["question"] = "Is uw vraag opgelost?", ["type"] = "choice", ["text"] = score > 5 ? "ja" : "nee" },
            new JObject { ["questionid"] = "3", ["question"] = "Wat kan er beter?", ["type"] = "text", ["text"] = remark }),
    };
}
