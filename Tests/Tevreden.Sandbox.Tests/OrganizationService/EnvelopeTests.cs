using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Tevreden.Sandbox.OrganizationService;

namespace Tevreden.Sandbox.Tests.OrganizationService;

[TestClass]
public sealed class EnvelopeTests
{
    private const string Path = "/XRMServices/2011/Organization.svc/web";
    private const string Attributes = """xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="http://schemas.microsoft.com/xrm/2011/Contracts" xmlns:b="http://schemas.microsoft.com/crm/2011/Contracts" """;
    private const string WhoAmI = """<request i:type="b:WhoAmIRequest"><a:Parameters/><a:RequestId i:nil="true"/><a:RequestName>WhoAmI</a:RequestName></request>""";

    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    [TestMethod]
    public async Task An_answer_is_an_envelope_with_the_type_of_its_content()
    {
        await using var served = await ServedEnvironment.StartAsync();
        var (status, headers, text) = await PostAsync(served, Envelope(WhoAmI));

        Assert.AreEqual(HttpStatusCode.OK, status);
        Assert.AreEqual("text/xml; charset=utf-8", headers["Content-Type"]);
        Assert.AreEqual("4", headers["x-ms-dop-hint"]);
        var result = XDocument.Parse(text).Descendants((XNamespace)"http://schemas.microsoft.com/xrm/2011/Contracts/Services" + "ExecuteResult").Single();
        StringAssert.EndsWith(result.Attribute((XNamespace)"http://www.w3.org/2001/XMLSchema-instance" + "type")!.Value, ":WhoAmIResponse");
    }

    [TestMethod]
    public async Task An_answer_to_a_request_of_a_type_that_is_not_here_names_the_type_that_belongs_to_it()
    {
        await using var served = await ServedEnvironment.StartAsync();
        const string Question = """<request i:type="a:CanBeReferencedRequest"><a:Parameters xmlns:g="http://schemas.datacontract.org/2004/07/System.Collections.Generic"><a:KeyValuePairOfstringanyType><g:key>EntityName</g:key><g:value i:type="x:string" xmlns:x="http://www.w3.org/2001/XMLSchema">account</g:value></a:KeyValuePairOfstringanyType></a:Parameters><a:RequestId i:nil="true"/><a:RequestName>CanBeReferenced</a:RequestName></request>""";
        var (status, _, text) = await PostAsync(served, Envelope(Question));

        Assert.AreEqual(HttpStatusCode.OK, status, text);
        var result = XDocument.Parse(text).Descendants((XNamespace)"http://schemas.microsoft.com/xrm/2011/Contracts/Services" + "ExecuteResult").Single();
        var type = result.Attribute((XNamespace)"http://www.w3.org/2001/XMLSchema-instance" + "type")!.Value.Split(':');
        Assert.AreEqual("CanBeReferencedResponse", type[1]);
        Assert.AreEqual("http://schemas.microsoft.com/xrm/2011/Contracts", result.GetNamespaceOfPrefix(type[0])!.NamespaceName);
    }

    [TestMethod]
    public async Task The_parallelism_it_likes_can_be_set_and_is_said_with_faults_too()
    {
        await using var served = await ServedEnvironment.StartAsync(endpoint: new OrganizationServiceOptions { DegreesOfParallelism = 9 });
        var (status, headers, _) = await PostAsync(served, "nonsense");

        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
        Assert.AreEqual("9", headers["x-ms-dop-hint"]);
    }

    [TestMethod]
    [DataRow("", "can't be read")]
    [DataRow("nonsense", "can't be read")]
    [DataRow("<Envelope/>", "Expected the element 'Envelope'")]
    [DataRow("<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body/></e:Envelope>", "Expected the element 'Execute'")]
    [DataRow("<!DOCTYPE e [<!ENTITY x \"y\">]><e>&x;</e>", "can't be read")]
    public async Task What_is_no_envelope_is_the_sender_s_fault(string body, string explanation)
    {
        await using var served = await ServedEnvironment.StartAsync();
        var (status, _, text) = await PostAsync(served, body);

        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
        var fault = XDocument.Parse(text).Descendants(Soap + "Fault").Single();
        StringAssert.EndsWith(fault.Element("faultcode")!.Value, ":Client");
        StringAssert.Contains(fault.Element("faultstring")!.Value, explanation);
    }

    [TestMethod]
    public async Task A_message_that_the_sandbox_does_not_have_is_refused_by_its_name()
    {
        await using var served = await ServedEnvironment.StartAsync();
        var (_, _, text) = await PostAsync(served, Envelope("""<request i:type="b:NoSuchRequest"><a:Parameters/><a:RequestId i:nil="true"/><a:RequestName>NoSuch</a:RequestName></request>"""));

        StringAssert.Contains(text, "'NoSuch'");
        StringAssert.EndsWith(XDocument.Parse(text).Descendants("faultcode").Single().Value, ":Server");
    }

    [TestMethod]
    [DataRow("""<request i:type="b:NoSuch"><a:RequestName>NoSuch</a:RequestName></request>""", "The type 'NoSuch' of http://schemas.microsoft.com/crm/2011/Contracts is not one")]
    [DataRow("""<request i:nil="true"/>""", "expected a message")]
    [DataRow("""<request i:type="b:WhoAmIRequest"><a:RequestId>not an id</a:RequestId></request>""", "can't be read")]
    [DataRow("""<request i:type="b:WhoAmIRequest"><a:RequestName>WhoAmI</a:RequestName>""", "can't be read")]
    public async Task A_message_that_can_t_be_read_is_the_sender_s_fault(string request, string explanation)
    {
        await using var served = await ServedEnvironment.StartAsync();
        var (status, _, text) = await PostAsync(served, Envelope(request));

        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
        StringAssert.EndsWith(XDocument.Parse(text).Descendants("faultcode").Single().Value, ":Client");
        StringAssert.Contains(text, explanation);
    }

    [TestMethod]
    public async Task A_document_that_nests_without_end_is_refused()
    {
        await using var served = await ServedEnvironment.StartAsync();
        var deep = new StringBuilder().Insert(0, "<x>", 100_000).Insert(3 * 100_000, "</x>", 100_000).ToString();

        StringAssert.Contains((await PostAsync(served, Envelope($"<request>{deep}</request>"))).Text, ":Client");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_huge_envelope_is_refused_with_the_limit(bool isPacked)
    {
        await using var served = await ServedEnvironment.StartAsync(endpoint: new OrganizationServiceOptions { LargestEnvelope = 10_000 });
        var body = Encoding.UTF8.GetBytes(Envelope(WhoAmI) + new string(' ', 20_000));
        var (status, _, text) = await PostAsync(served, isPacked ? Gzip(body) : new ByteArrayContent(body));

        Assert.AreEqual(HttpStatusCode.InternalServerError, status);
        StringAssert.Contains(text, "10000 bytes");
    }

    [TestMethod]
    public async Task Envelopes_may_be_compressed_both_ways()
    {
        await using var served = await ServedEnvironment.StartAsync();
        using var http = new HttpClient { BaseAddress = served.Address };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate");
        using var answer = await http.PostAsync(Path, Gzip(Encoding.UTF8.GetBytes(Envelope(WhoAmI))));

        Assert.AreEqual("gzip", answer.Content.Headers.ContentEncoding.Single());
        await using var plain = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.IsNotEmpty((await XDocument.LoadAsync(plain, LoadOptions.None, CancellationToken.None)).Descendants(Soap + "Body"));
    }

    private static string Envelope(string request) =>
        $"""<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><x xmlns="other">skipped</x></e:Header><e:Body><Execute xmlns="http://schemas.microsoft.com/xrm/2011/Contracts/Services" {Attributes}>{request}</Execute></e:Body></e:Envelope>""";

    private static ByteArrayContent Gzip(byte[] body)
    {
        using var memory = new MemoryStream();
        using (var packed = new GZipStream(memory, CompressionMode.Compress))
            packed.Write(body);
        var content = new ByteArrayContent(memory.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static Task<(HttpStatusCode Status, Dictionary<string, string> Headers, string Text)> PostAsync(ServedEnvironment served, string body) =>
        PostAsync(served, new StringContent(body, Encoding.UTF8, "text/xml"));

    private static async Task<(HttpStatusCode Status, Dictionary<string, string> Headers, string Text)> PostAsync(ServedEnvironment served, HttpContent body)
    {
        using var http = new HttpClient { BaseAddress = served.Address };
        using var answer = await http.PostAsync(Path, body);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(',', header.Value));
        return (answer.StatusCode, headers, await answer.Content.ReadAsStringAsync());
    }
}
