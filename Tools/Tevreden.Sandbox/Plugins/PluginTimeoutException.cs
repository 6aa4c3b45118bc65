namespace Tevreden.Sandbox.Plugins;

/// <summary>A plug-in ran longer than the platform allows.</summary>
internal sealed class PluginTimeoutException(TimeSpan limit)
    : Exception($"The plug-in execution failed because the operation has timed-out: it did not end within {limit.TotalSeconds:0} seconds.");
