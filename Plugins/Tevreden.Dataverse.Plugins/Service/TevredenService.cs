using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Tevreden.Api;
using Tevreden.Api.Profile;
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
            throw new SurveyServiceException(exception.Message, exception);
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
            return new ServiceAnswer.NotSendable(exception.Message);
        }

        return Answer(() => _client.SendInvitationAsync(survey));
    }

    public ServiceAnswer Ask(string reference, string? statusLocation) => Answer(() => statusLocation is null
        ? _client.GetInvitationStatusAsync(reference)
        : _client.GetTaskAsync(statusLocation, reference));

    public IReadOnlyList<SurveyOffered> Surveys() =>
        [.. Read(() => _client.GetQuestionnairesAsync())
            .Select(survey => new SurveyOffered(survey.Id, survey.Name, survey.OrganisationId, survey.OrganisationName, survey.Language))];

    public IReadOnlyList<LocationOffered> Locations(int top) =>
        [.. Read(() => _client.GetLocationsAsync()).Take(top).Select(location => new LocationOffered(location.Id, location.Name, location.OrganisationId))];

    public void Dispose() => _client.Dispose();

    private static ServiceAnswer Answer(Func<Task<SendResult>> call)
    {
        try
        {
            return Means(call().GetAwaiter().GetResult());
        }
        catch (ServiceStatusException exception)
        {
            // A 403 here is about what was sent: a key without any access already fails the connection test.
            return ServiceStatus.Means(exception.Status, aboutTheKey: false, exception.ServiceMessage, exception.RetryAfter);
        }
        catch (TevredenApiException exception)
        {
            return new ServiceAnswer.Unavailable(exception.Message, exception.MayHaveArrived, null);
        }
    }

    private static ServiceAnswer Means(SendResult result) => result.Status switch
    {
        SendStatus.Accepted => new ServiceAnswer.Busy(result.StatusLocation),
        SendStatus.Duplicate => new ServiceAnswer.AlreadyThere(result.ExternalId, result.Message),
        SendStatus.Rejected => new ServiceAnswer.Refused(result.Message),
        SendStatus.Unknown => new ServiceAnswer.NotKnown(),

        // It has the invitation, which is all the sender asks; bounces and unsubscriptions are the job's to show.
        _ => new ServiceAnswer.Taken(result.ExternalId),
    };

    private static T Read<T>(Func<Task<T>> call)
    {
        try
        {
            return call().GetAwaiter().GetResult();
        }
        catch (ServiceStatusException exception)
        {
            throw new SurveyServiceException(exception.ServiceMessage is { } said ? $"{exception.Message} It says: {said}" : exception.Message, exception);
        }
        catch (TevredenApiException exception)
        {
            throw new SurveyServiceException(exception.Message, exception);
        }
    }
}
