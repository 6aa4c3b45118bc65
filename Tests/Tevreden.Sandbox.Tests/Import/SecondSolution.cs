using System.IO.Compression;
using System.Text;

namespace Tevreden.Sandbox.Tests.Import;

/// <summary>A managed solution that holds an environment variable, and needs a table of another one.</summary>
internal static class SecondSolution
{
    public static Stream NeedingTable(string table, string solution)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types" />""");
            Add(zip, "solution.xml", $"""
                <ImportExportXml version="9.2" languagecode="1033"><SolutionManifest>
                  <UniqueName>Second</UniqueName><LocalizedNames /><Version>1.0.0.0</Version><Managed>1</Managed>
                  <Publisher><UniqueName>second</UniqueName><LocalizedNames /><CustomizationPrefix>sec</CustomizationPrefix></Publisher>
                  <RootComponents />
                  <MissingDependencies><MissingDependency><Required type="1" schemaName="{table}" solution="{solution} (1.0.0.0)" /><Dependent type="380" /></MissingDependency></MissingDependencies>
                </SolutionManifest></ImportExportXml>
                """);
            Add(zip, "customizations.xml", "<ImportExportXml />");
            Add(zip, "environmentvariabledefinitions/sec_Name/environmentvariabledefinition.xml", """<environmentvariabledefinition schemaname="sec_Name"><displayname default="Name" /><type>100000000</type></environmentvariabledefinition>""");
        }

        memory.Position = 0;
        return memory;
    }

    private static void Add(ZipArchive zip, string path, string text)
    {
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
