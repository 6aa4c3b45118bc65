using Tevreden.Api.Profile;

namespace Tevreden.Cli.Configuration;

/// <summary>The API profile from what a customer wrote.</summary>
internal static class ApiProfiles
{
    /// <param name="patch">A JSON merge patch; null or blank for the built-in profile.</param>
    /// <param name="report">Is told each problem.</param>
    /// <returns>The profile, or the built-in one where there were problems.</returns>
    public static ApiProfile Read(string? patch, Action<string> report)
    {
        try
        {
            return ApiProfile.FromMergePatch(patch);
        }
        catch (ApiProfileException exception)
        {
            foreach (var problem in exception.Problems)
                report(problem);
            return ApiProfile.Default;
        }
    }
}
