using System;
using System.Collections.Generic;
using Tevreden.Dataverse.Plugins.Core.Sending;
namespace Tevreden.Dataverse.Plugins.Service;
internal sealed class TevredenService
{
    public static ISurveyService Connect(ServiceSettings settings) => throw new SurveyServiceException(settings.Host, new InvalidOperationException());
}
