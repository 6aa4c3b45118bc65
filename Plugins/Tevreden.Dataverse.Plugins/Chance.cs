using System;
using System.Security.Cryptography;

namespace Tevreden.Dataverse.Plugins;

/// <summary>The one source of chance: keeps nothing, so that workers started in the same instant don't repeat each other.</summary>
internal static class Chance
{
    /// <summary>From 0 to 1, 1 excluded.</summary>
    public static double Next()
    {
        using var generator = RandomNumberGenerator.Create();
        var bytes = new byte[4];
        generator.GetBytes(bytes);
        return BitConverter.ToUInt32(bytes, 0) / (uint.MaxValue + 1.0);
    }
}
