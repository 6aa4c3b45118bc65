using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Tevreden.Api.Http;
using Tevreden.Api.Json;
using Tevreden.Api.Profile;

namespace Tevreden.Api;

/// <summary>The service's client. Every method throws a <see cref="TevredenApiException"/>, or OperationCanceledException when the caller cancelled.</summary>
public sealed class TevredenClient : IDisposable
{
    private readonly ServiceTransport _transport;
    private readonly ApiProfile _profile;

    /// <param name="options">Where and as whom.</param>
    /// <param name="handler">For resilience or tests; it must not follow redirects, and stays the caller's to dispose.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names everything that is.</exception>
    public TevredenClient(TevredenClientOptions options, HttpMessageHandler? handler = null)
    {
        options.Validate();
        _profile = options.Profile;
        _transport = new ServiceTransport(options, handler);
    }

    /// <summary>The service's clock as its last answer showed it; null before the first one, or where it shows none.</summary>
    public DateTimeOffset? ServiceTime => _transport.ServiceTime;

    /// <summary>The names of the platforms that this key may speak for.</summary>
    public async Task<IReadOnlyList<string>> GetPlatformsAsync(CancellationToken cancellation = default) =>
        [.. (await ReadListAsync("platforms", cancellation).ConfigureAwait(false)).Select(item => item.Needed("name"))];

    public async Task<IReadOnlyList<Questionnaire>> GetQuestionnairesAsync(CancellationToken cancellation = default)
    {
        var items = await ReadListAsync("questionnaires", cancellation).ConfigureAwait(false);
        return [.. items.Select(item => new Questionnaire
        {
            Id = item.Needed("id"),
            Name = item.Text("name") ?? item.Needed("id"),
            OrganisationId = item.Text("organisationId"),
            OrganisationName = item.Text("organisationName"),
            Language = item.Text("language"),
        })];
    }

    public async Task<IReadOnlyList<ServiceLocation>> GetLocationsAsync(CancellationToken cancellation = default)
    {
        var items = await ReadListAsync("locations", cancellation).ConfigureAwait(false);
        return [.. items.Select(item => new ServiceLocation
        {
            Id = item.Needed("id"),
            Name = item.Text("name") ?? item.Needed("id"),
            OrganisationId = item.Text("organisationId"),
        })];
    }

    public async Task<IReadOnlyList<Organisation>> GetOrganisationsAsync(CancellationToken cancellation = default)
    {
        var items = await ReadListAsync("organisations", cancellation).ConfigureAwait(false);
        return [.. items.Select(item => new Organisation { Id = item.Needed("id"), Name = item.Text("name") ?? item.Needed("id") })];
    }

    /// <summary>Sends one invitation, once: this never sends again by itself.</summary>
    public async Task<SendResult> SendInvitationAsync(SurveyInvitation invitation, CancellationToken cancellation = default)
    {
        var body = "{\"" + _profile.Text("invitations", "list") + "\":[" + invitation.ToPayload(_profile) + "]}";
        var answer = await _transport.SendAsync(HttpMethod.Post, _profile.Text("invitations", "path"), body, cancellation).ConfigureAwait(false);
        return ReadSendResult(answer, invitation.Reference, "invitations");
    }

    /// <summary>Asks what became of an invitation that was answered with 202.</summary>
    /// <param name="statusLocation">The kept <see cref="SendResult.StatusLocation"/>.</param>
    /// <param name="reference">Our reference of the invitation.</param>
    /// <param name="cancellation">Cancels the request.</param>
    public async Task<SendResult> GetTaskAsync(string statusLocation, string reference, CancellationToken cancellation = default)
    {
        var answer = await _transport.SendAsync(HttpMethod.Get, statusLocation, null, cancellation).ConfigureAwait(false);
        return ReadSendResult(answer, reference, "invitations", statusLocation);
    }

    /// <summary>Asks for the status by reference.</summary>
    /// <exception cref="InvalidOperationException">The profile has no status call.</exception>
    public async Task<SendResult> GetInvitationStatusAsync(string reference, CancellationToken cancellation = default)
    {
        if (!_profile.HasStatusCall)
            throw new InvalidOperationException("The API profile has no status call (status.enabled is false).");

        var path = $"{_profile.Text("status", "path")}?{_profile.Text("status", "parameter")}={Uri.EscapeDataString(reference)}";
        var answer = await _transport.SendAsync(HttpMethod.Get, path, null, cancellation).ConfigureAwait(false);
        return ReadSendResult(answer, reference, "status");
    }

    /// <summary>Asks the service to erase what it holds about a person. One whom it does not know is erased already. May be asked twice.</summary>
    /// <returns>False where it knew nobody of that address.</returns>
    /// <exception cref="InvalidOperationException">The profile has no such call.</exception>
    public async Task<bool> ErasePersonAsync(string email, CancellationToken cancellation = default)
    {
        if (!_profile.ErasesPersons)
            throw new InvalidOperationException("The API profile has no call that erases a person (erasure.enabled is false).");

        // In the body: addresses of requests end in logs.
        var body = JsonWriter.Write(new JsonObject([new(_profile.Text("erasure", "email"), JsonValue.Of(email))]));
        try
        {
            await _transport.SendAsync(HttpMethod.Post, _profile.Text("erasure", "path"), body, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (NotThereException)
        {
            return false;
        }
    }

    /// <summary>The service's own totals; null where it serves none.</summary>
    public async Task<Statistics?> GetStatisticsAsync(CancellationToken cancellation = default)
    {
        try
        {
            var answer = await _transport.SendAsync(HttpMethod.Get, _profile.Text("statistics", "path"), null, cancellation).ConfigureAwait(false);
            return answer.ReadObject()[_profile.Text("statistics", "item")] is JsonObject item
                ? new Statistics { Responses = Whole(item, "responses"), Invitations = Whole(item, "invitations") }
                : null;
        }
        catch (ServiceStatusException refusal) when (refusal is NotThereException or NotBuiltException or MethodNotSupportedException or NoAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads one page of responses, oldest change first.</summary>
    public async Task<ResponsePage> GetResponsesAsync(ResponseQuery query, CancellationToken cancellation = default)
    {
        var answer = await _transport.SendAsync(HttpMethod.Get, ResponsePages.Address(query, _profile), null, cancellation).ConfigureAwait(false);
        return ResponsePages.Read(answer, query, _profile, _transport);
    }

    public void Dispose() => _transport.Dispose();

    private async Task<IReadOnlyList<WireItem>> ReadListAsync(string section, CancellationToken cancellation)
    {
        var answer = await _transport.SendAsync(HttpMethod.Get, _profile.Text(section, "path"), null, cancellation).ConfigureAwait(false);
        return WireItem.List(answer.ReadObject(), section, _profile);
    }

    private SendResult ReadSendResult(ServiceAnswer answer, string reference, string statusSection, string? askedAt = null)
    {
        if (answer.Status == ServiceAnswer.Accepted)
        {
            var location = answer.Location is null ? askedAt : _transport.MakeRelative(answer.Location);
            return location is null && !_profile.HasStatusCall
                ? throw new InvalidAnswerException("It says that it is still busy (202), but not where to ask again.")
                : new SendResult { Status = SendStatus.Accepted, StatusLocation = location };
        }

        var item = WireItem.List(answer.ReadObject(), "invitations", _profile).FirstOrDefault(candidate => candidate.Text("reference") == reference);
        if (item is null)
        {
            return statusSection == "status"
                ? new SendResult { Status = SendStatus.Unknown }
                : throw new InvalidAnswerException("It holds no result for the reference that was sent.");
        }

        return new SendResult { Status = ReadStatus(item.Needed("status"), statusSection), ExternalId = item.Text("id"), Message = item.Text("message") is { } message ? _transport.Clean(message) : null };
    }

    private int? Whole(JsonObject item, string name) =>
        item[_profile.Text("statistics", name)] is JsonNumber number && int.TryParse(number.Literal, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private SendStatus ReadStatus(string word, string section)
    {
        bool Is(string from, string name) => string.Equals(word, _profile.Text(from, name), StringComparison.OrdinalIgnoreCase);

        if (Is("invitations", "rejected") || (section == "status" && Is("status", "rejected")))
            return SendStatus.Rejected;
        if (Is("invitations", "duplicate"))
            return SendStatus.Duplicate;
        if (section == "status")
        {
            if (Is("status", "bounced"))
                return SendStatus.Bounced;
            if (Is("status", "unsubscribed"))
                return SendStatus.Unsubscribed;
            if (Is("status", "answered"))
                return SendStatus.Answered;
            if (Is("status", "accepted") || Is("status", "sent") || Is("status", "delivered"))
                return SendStatus.Sent;
        }

        return Is("invitations", "accepted")
            ? SendStatus.Sent
            : throw new InvalidAnswerException("Its status of the invitation is none that the API profile names.");
    }
}
