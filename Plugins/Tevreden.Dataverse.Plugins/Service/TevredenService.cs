using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Tevreden.Api;
using Tevreden.Api.Profile;
using Tevreden.Dataverse.Names;
using Tevreden.Dataverse.Plugins.Core;
using Tevreden.Dataverse.Plugins.Core.Sending;

namespace Tevreden.Dataverse.Plugins.Service;

/// <summary>The client of Tevreden.Api behind <see cref="ISurveyService"/>: synchronous, as plug-ins are, and in the sender's terms.</summary>
internal sealed class TevredenService : ISurveyService
{
    private readonly TevredenClient _client;
    private readonly ApiProfile _profile;

    private TevredenService(TevredenClient client, ApiProfile profile)
    {
        _client = client;
        _profile = profile;
    }

    public ServiceAbilities Abilities => new(_profile.Deduplicates, _profile.HasStatusCall);

    /// <exception cref="SurveyServiceException">The API profile or the settings can't be used.</exception>
    public static ISurveyService Connect(ServiceSettings settings)
    {
        try
        {
            var profile = ApiProfile.FromMergePatch(settings.Profile);
            var options = new TevredenClientOptions
            {
                BaseAddress = settings.Address,
                ApiKey = settings.ApiKey,
                Platform = settings.Platform,
                Profile = profile,
                CloseConnections = true,
            };
            return new TevredenService(new TevredenClient(options), profile);
        }
        catch (Exception exception) when (exception is ApiProfileException or ArgumentException)
        {
            throw new SurveyServiceException(SurveyServiceProblem.Setup, exception.Message, exception);
        }
    }

    public ServiceAnswer Send(OutgoingInvitation invitation)
    {
        var survey = new SurveyInvitation
        {
            Reference = invitation.Reference,
            QuestionnaireId = invitation.QuestionnaireId,
            Email = invitation.Email,
            Language = invitation.Language,
            SenderName = invitation.SenderName,
            ReplyAddress = invitation.ReplyAddress,
            LocationId = invitation.LocationId,
            Fields = [.. invitation.Fields, .. invitation.Moments.Select(m => new KeyValuePair<string, string>(m.Key, _profile.Dates.Write(m.Value)))],
        };
        try
        {
            survey.ToPayload(_profile);
        }
        catch (ArgumentException exception)
        {
            return new ServiceAnswer.NotSendable(Words.OfOthers(exception.Message));
        }

        try
        {
            return Means(_client.SendInvitationAsync(survey).GetAwaiter().GetResult());
        }
        catch (ServiceStatusException exception)
        {
            return OfNoAccess(exception) ?? ServiceStatus.Means(exception.Status, FaultMayComeAfterWork, exception.ServiceMessage, exception.RetryAfter);
        }
        catch (TevredenApiException exception)
        {
            return new ServiceAnswer.Unavailable(exception.Message, exception.MayHaveArrived, null);
        }
    }

    public ServiceAnswer Ask(string reference, string? statusLocation)
    {
        if (statusLocation is null && !_profile.HasStatusCall)
        {
            return new ServiceAnswer.Unavailable("the API profile has no status call to ask by", true, null);
        }

        try
        {
            return Means((statusLocation is null ? _client.GetInvitationStatusAsync(reference) : _client.GetTaskAsync(statusLocation, reference)).GetAwaiter().GetResult());
        }
        catch (ServiceStatusException exception)
        {
            return OfNoAccess(exception) ?? ServiceStatus.MeansAsked(exception.Status, statusLocation is not null, exception.ServiceMessage, exception.RetryAfter);
        }
        catch (TevredenApiException exception)
        {
            return new ServiceAnswer.Unavailable(exception.Message, exception.MayHaveArrived, null);
        }
    }

    public DateTime? Time => _client.ServiceTime?.UtcDateTime;

    public IReadOnlyList<string> Platforms() => Read(() => _client.GetPlatformsAsync());

    public IReadOnlyList<SurveyOffered> Surveys() =>
        [.. Read(() => _client.GetQuestionnairesAsync())
            .Select(survey => new SurveyOffered(survey.Id, survey.Name, survey.OrganisationId, survey.OrganisationName, survey.Language))];

    public IReadOnlyList<LocationOffered> Locations(int top) =>
        [.. Read(() => _client.GetLocationsAsync()).Take(top).Select(location => new LocationOffered(location.Id, location.Name, location.OrganisationId))];

    public void Dispose() => _client.Dispose();

    // Where the service can be asked, asking comes before sending again.
    private bool FaultMayComeAfterWork => !_profile.ResendsAfterFault || _profile.HasStatusCall;

    // A 403 may be about what was sent or asked, or about who did: a harmless question with the same key tells which. Null: not about the key.
    private ServiceAnswer? OfNoAccess(ServiceStatusException refusal)
    {
        if (refusal is not NoAccessException)
        {
            return null;
        }

        try
        {
            _client.GetQuestionnairesAsync().GetAwaiter().GetResult();
            return null;
        }
        catch (TevredenApiException exception)
        {
            return exception is InvalidKeyException or NoAccessException
                ? new ServiceAnswer.KeyRefused(refusal.ServiceMessage)
                : new ServiceAnswer.Unavailable(refusal.Message + " Whether that is about the API key could not be asked.", false, refusal.RetryAfter);
        }
    }

    private static ServiceAnswer Means(SendResult result) => result.Status switch
    {
        SendStatus.Accepted when result.StatusLocation is { Length: > Lengths.InvitationStatusLocation } =>
            new ServiceAnswer.Unavailable("the service is still busy, and the place to ask at that it gave is too long to keep", true, null),
        SendStatus.Accepted => new ServiceAnswer.Busy(result.StatusLocation),
        SendStatus.Duplicate => new ServiceAnswer.AlreadyThere(result.ExternalId, result.Message),
        SendStatus.Rejected => new ServiceAnswer.Refused(result.Message),
        SendStatus.Unknown => new ServiceAnswer.NotKnown(),

        SendStatus.Bounced => new ServiceAnswer.Bounced(result.ExternalId, result.Message),
        SendStatus.Unsubscribed => new ServiceAnswer.Unsubscribed(result.ExternalId, result.Message),
        _ => new ServiceAnswer.Taken(result.ExternalId, result.Message),
    };

    private static T Read<T>(Func<Task<T>> call)
    {
        try
        {
            return call().GetAwaiter().GetResult();
        }
        catch (ServiceStatusException exception)
        {
            throw new SurveyServiceException(
                exception is InvalidKeyException or NoAccessException ? SurveyServiceProblem.Key : SurveyServiceProblem.Answer,
                exception.ServiceMessage is { } said ? $"{exception.Message} It says: {Explanations.WithoutAddresses(said)}" : exception.Message,
                exception);
        }
        catch (ServiceUnreachableException exception)
        {
            throw new SurveyServiceException(
                exception.Because == UnreachableBecause.Encryption ? SurveyServiceProblem.Encryption : SurveyServiceProblem.Network,
                exception.Message,
                exception);
        }
        catch (TevredenApiException exception)
        {
            throw new SurveyServiceException(SurveyServiceProblem.Answer, exception.Message, exception);
        }
    }
}
