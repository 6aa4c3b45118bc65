namespace Tevreden.Dataverse.Names;

/// <summary>Names of the security roles that code looks for.</summary>
internal static class RoleNames
{
    /// <summary>Writes configuration, asks for sending, and is told of alerts.</summary>
    public const string Administrator = "Tevreden administrator";
}
