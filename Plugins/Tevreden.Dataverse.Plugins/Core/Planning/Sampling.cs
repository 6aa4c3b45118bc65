using System.Globalization;

namespace Tevreden.Dataverse.Plugins.Core.Planning;

/// <summary>Whether an invitation falls into the sample. It follows from the reference alone, so that planning again gives the same answer.</summary>
internal static class Sampling
{
    private const int Digits = 8;
    private const double Range = 4294967296;

    /// <param name="reference">The invitation's reference: hexadecimal digits of a hash, so evenly spread.</param>
    /// <param name="percent">Share that is asked about; null for all.</param>
    public static bool Takes(string reference, int? percent) =>
        percent is not { } share
        || uint.Parse(reference.Substring(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) / Range * 100 < share;
}
