using Tevreden.Sandbox.Engine;

namespace Tevreden.Sandbox.Import;

/// <summary>Imports a zip, whoever asks: the host of the engine or a client by message.</summary>
internal sealed class SolutionImports(EngineOptions options, SolutionImporter importer, KeyIndexes keys)
{
    /// <exception cref="ImportException">The file is not one, or names what is not there.</exception>
    public ImportResult Import(Stream zip, ImportOptions how, CancellationToken cancellation)
    {
        var result = importer.Import(zip, how, cancellation);
        if (options.KeyIndexing == KeyIndexing.WithImport)
            keys.Build();
        return result;
    }
}
