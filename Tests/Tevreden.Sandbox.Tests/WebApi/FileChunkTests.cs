using System.Net.Http.Headers;
using Newtonsoft.Json.Linq;

namespace Tevreden.Sandbox.Tests.WebApi;

[TestClass]
public sealed class FileChunkTests
{
    private const string Column = """{"@odata.type":"Microsoft.Dynamics.CRM.FileAttributeMetadata","SchemaName":"new_File","MaxSizeInKB":30720,"DisplayName":{"LocalizedLabels":[{"Label":"File","LanguageCode":1033}]}}""";

    [TestMethod]
    public async Task A_file_goes_up_and_comes_down_in_chunks()
    {
        await using var here = await ServedWebApi.StartAsync();
        Assert.AreEqual(204, (int)(await here.SendAsync("POST", "EntityDefinitions(LogicalName='account')/Attributes", Column)).StatusCode);
        var account = await here.CreateAsync("accounts", """{"name":"A"}""");
        var begun = await here.SendAsync("PATCH", $"accounts({account})/new_file?x-ms-file-name=big%20file.bin", (HttpContent?)null, ("x-ms-transfer-mode", "chunked"));
        var size = int.Parse(begun.Headers.GetValues("x-ms-chunk-size").Single(), System.Globalization.CultureInfo.InvariantCulture);
        var content = new byte[size + 10];
        new Random(7).NextBytes(content);

        Assert.AreEqual(206, (int)(await ChunkAsync(here, begun.Headers.Location!, content, 0, size)).StatusCode);
        Assert.AreEqual(204, (int)(await ChunkAsync(here, begun.Headers.Location!, content, size, content.Length)).StatusCode);

        var part = await here.SendAsync("GET", $"accounts({account})/new_file/$value", (HttpContent?)null, ("Range", "bytes=5-9"));
        Assert.AreEqual(206, (int)part.StatusCode);
        Assert.AreEqual("big%20file.bin", part.Headers.GetValues("x-ms-file-name").Single());
        Assert.AreEqual($"bytes 5-9/{content.Length}", part.Content.Headers.GetValues("Content-Range").Single());
        CollectionAssert.AreEqual(content[5..10], await part.Content.ReadAsByteArrayAsync());
        CollectionAssert.AreEqual(content, await (await here.SendAsync("GET", $"accounts({account})/new_file/$value")).Content.ReadAsByteArrayAsync());
    }

    [TestMethod]
    public async Task An_image_has_an_address_beside_it()
    {
        await using var here = await ServedWebApi.StartAsync();
        var account = await here.CreateAsync("accounts", """{"name":"A","entityimage":"iVBORw0KGgo="}""");
        var row = await here.GetAsync($"accounts({account})?$select=entityimage_url,entityimage_timestamp,entityimageid");
        StringAssert.Contains(row.Value<string>("entityimage_url"), account.ToString("D"));

        await here.SendAsync("PATCH", $"accounts({account})", """{"entityimage":null}""");
        Assert.AreEqual(JTokenType.Null, (await here.GetAsync($"accounts({account})?$select=entityimage_url"))["entityimage_url"]!.Type);
    }

    private static Task<HttpResponseMessage> ChunkAsync(ServedWebApi here, Uri address, byte[] content, int from, int to)
    {
        var chunk = new ByteArrayContent(content[from..to]);
        chunk.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        chunk.Headers.ContentRange = new ContentRangeHeaderValue(from, to - 1, content.Length);
        return here.SendAsync("PATCH", address.AbsoluteUri, chunk);
    }
}
