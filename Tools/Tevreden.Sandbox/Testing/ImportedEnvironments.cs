using System.Security.Cryptography;
using System.Text;
using Tevreden.Sandbox.Engine;
using Tevreden.Sandbox.Import;

namespace Tevreden.Sandbox.Testing;

/// <summary>
/// Environments as they are right after the import of some zips, kept for the life of the process so that a hundred tests of one zip import it once. At most
/// eight; the one that was used longest ago goes first.
/// </summary>
internal static class ImportedEnvironments
{
    private const int Most = 8;

    private static readonly Lock Gate = new();
    private static readonly List<(string Key, EngineSnapshot Snapshot)> Kept = [];

    public static DataverseEngine Start(DataverseSandboxOptions options)
    {
        var engine = DataverseEngine.Start(options.Engine);
        try
        {
            if (options.Solutions.Count > 0)
                Fill(engine, options);
            return engine;
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    private static void Fill(DataverseEngine engine, DataverseSandboxOptions options)
    {
        var zips = options.Solutions.Select(path => (Name: Path.GetFileName(path), Content: File.ReadAllBytes(path))).ToList();
        if (options.Engine.DatabaseFile is not null)
        {
            Import(engine, zips);
            return;
        }

        var key = KeyOf(engine, options.Engine, zips.Select(zip => zip.Content));
        lock (Gate)
        {
            var known = Kept.FindIndex(kept => kept.Key == key);
            if (known >= 0)
            {
                var kept = Kept[known];
                Kept.RemoveAt(known);
                Kept.Add(kept);
                engine.Restore(kept.Snapshot);
                return;
            }

            Import(engine, zips);
            Kept.Add((key, engine.TakeSnapshot()));
            if (Kept.Count > Most)
            {
                Kept[0].Snapshot.Dispose();
                Kept.RemoveAt(0);
            }
        }
    }

    private static void Import(DataverseEngine engine, List<(string Name, byte[] Content)> zips)
    {
        foreach (var (name, content) in zips)
        {
            using var zip = new MemoryStream(content, writable: false);
            engine.ImportSolution(zip, new ImportOptions { FileName = name });
        }
    }

    // All that the rows of an import depend on.
    private static string KeyOf(DataverseEngine engine, EngineOptions options, IEnumerable<byte[]> zips)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{engine.OrganizationId}|{options.UniqueName}|{options.KeyIndexing}|{options.Seed}"));
        foreach (var zip in zips)
            hash.AppendData(SHA256.HashData(zip));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
