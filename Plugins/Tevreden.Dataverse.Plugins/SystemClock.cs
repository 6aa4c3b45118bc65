using System;

namespace Tevreden.Dataverse.Plugins;

/// <summary>The one place that asks the machine for the time; everything else gets it handed in.</summary>
internal static class SystemClock
{
#pragma warning disable RS0030 // .NET Framework has no TimeProvider, and somebody must know the time.
    public static DateTime UtcNow() => DateTime.UtcNow;
#pragma warning restore RS0030
}
