using System.IO.Compression;
using System.Xml;
using System.Xml.Schema;

namespace Tevreden.SolutionPackager.Tests;

/// <summary>
/// customizations.xml against the platform's schemas. They are not part of this repository: the test looks for them beside it,
/// in shared/schemas/modern-9.2, or where TEVREDEN_SCHEMAS says.
/// </summary>
[TestClass]
public sealed class SchemaTests
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("TEVREDEN_SCHEMAS") ?? Path.Combine(Sources.Solutions, "..", "..", "shared", "schemas", "modern-9.2");

    [TestMethod]
    [DataRow("Tevreden")]
    [DataRow("TevredenServiceForms")]
    [DataRow("TevredenAgentScores")]
    public void Customizations_are_what_the_schemas_allow(string solution)
    {
        var schema = Path.Combine(Folder, "CustomizationsSolution.xsd");
        if (!File.Exists(schema))
            Assert.Inconclusive($"No schemas at {Path.GetFullPath(Folder)}; set TEVREDEN_SCHEMAS to the folder that holds CustomizationsSolution.xsd.");
        using var sources = new Sources(solution);
        var packed = sources.Pack();
        foreach (var zip in (string[])[packed.ManagedZip, packed.UnmanagedZip])
        {
            var problems = Validate(zip, schema);
            Assert.HasCount(0, problems, string.Join('\n', problems.Take(20)));
        }
    }

    private static List<string> Validate(string file, string schema)
    {
        var problems = new List<string>();
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        set.Add(null, schema);
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = set };
        settings.ValidationEventHandler += (_, problem) => problems.Add($"{Path.GetFileName(file)}({problem.Exception.LineNumber}): {problem.Message}");
        using var zip = ZipFile.OpenRead(file);
        using var content = zip.GetEntry("customizations.xml")!.Open();
        using var reader = XmlReader.Create(content, settings);
        while (reader.Read())
        {
            // Reading is what validates.
        }

        return problems;
    }
}
