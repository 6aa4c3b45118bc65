using System;

namespace Tevreden.Dataverse.Plugins.Service;

/// <summary>Where the client of Tevreden.Api is put behind <see cref="ISurveyService"/>.</summary>
internal static class TevredenService
{
    /// <exception cref="SurveyServiceException">Always: this build holds no client of the service yet.</exception>
    public static ISurveyService Connect(ServiceSettings settings) => throw new SurveyServiceException(
        $"This build of the plug-ins holds no client for {settings.Host}. Install a release.",
        new NotSupportedException());
}
