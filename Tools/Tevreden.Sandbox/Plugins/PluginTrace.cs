using System.Globalization;
using System.Text;
using Microsoft.Xrm.Sdk;

namespace Tevreden.Sandbox.Plugins;

/// <summary>The lines that a plug-in writes: the last 10 KB of them are kept.</summary>
internal sealed class PluginTrace : ITracingService
{
    private const int MostBytes = 10 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private int _bytes;

    public string Text
    {
        get
        {
            lock (_lock)
                return string.Join(Environment.NewLine, _lines);
        }
    }

    public void Trace(string format, params object[] args)
    {
        var line = args is null or { Length: 0 } ? format ?? string.Empty : string.Format(CultureInfo.InvariantCulture, format ?? string.Empty, args);
        lock (_lock)
        {
            _lines.Enqueue(line);
            _bytes += Size(line);
            while (_bytes > MostBytes && _lines.Count > 1)
                _bytes -= Size(_lines.Dequeue());
        }
    }

    private static int Size(string line) => Encoding.UTF8.GetByteCount(line) + Environment.NewLine.Length;
}
