namespace Tevreden.Dataverse.Plugins.Core.Alerts;

/// <summary>What an alert says.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Body">What was found, and what to do.</param>
internal sealed record AlertText(Words Title, Words Body);
