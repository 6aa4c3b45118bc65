using System.Runtime.Serialization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.Crm.Sdk.Messages;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Messages;
using Microsoft.Xrm.Sdk.Query;

namespace Tevreden.Sdk.Tests;

[TestClass]
public sealed class WireFormTests
{
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly XNamespace Xrm = "http://schemas.microsoft.com/xrm/2011/Contracts";
    private static readonly XNamespace Pairs = "http://schemas.datacontract.org/2004/07/System.Collections.Generic";

    [TestMethod]
    public void A_typed_request_says_its_type_in_its_own_namespace()
    {
        Assert.AreEqual(Xrm + "CreateRequest", TypeOf(Write(new CreateRequest { Target = new Entity("account") })));
        Assert.AreEqual((XNamespace)"http://schemas.microsoft.com/crm/2011/Contracts" + "WhoAmIRequest", TypeOf(Write(new WhoAmIRequest())));
    }

    [TestMethod]
    public void An_untyped_request_says_no_type() => Assert.IsNull(Write(new OrganizationRequest("UpsertMultiple")).Attribute(Instance + "type"));

    [TestMethod]
    public void An_option_that_nobody_set_does_not_travel()
    {
        foreach (var request in new OrganizationRequest[] { new UpdateRequest(), new UpdateMultipleRequest(), new DeleteRequest() })
            Assert.HasCount(1, request.Parameters, request.RequestName);
        CollectionAssert.AreEquivalent(new[] { "Target", "ColumnSet" }, new RetrieveRequest().Parameters.Keys.ToList());
    }

    [TestMethod]
    public void A_columns_pair_stands_in_the_framework_s_namespace()
    {
        var request = Write(new UpdateRequest { Target = new Entity("account", Guid.NewGuid()) { ["revenue"] = new Money(12.5m) } });

        var pair = request.Descendants(Xrm + "Attributes").Single().Elements().Single();
        Assert.AreEqual("revenue", pair.Element(Pairs + "key")!.Value);
        Assert.AreEqual(Xrm + "Money", TypeOf(pair.Element(Pairs + "value")!));
    }

    [TestMethod]
    public void Key_columns_stand_in_the_namespace_of_their_version() =>
        Assert.IsNotEmpty(Write(new UpsertRequest { Target = new Entity("account", "accountnumber", "A1") })
            .Descendants((XNamespace)"http://schemas.microsoft.com/xrm/7.1/Contracts" + "KeyValuePairOfstringanyType"));

    [TestMethod]
    [DynamicData(nameof(Values))]
    public void Every_kind_of_value_comes_back_as_it_went(object value)
    {
        var back = RoundTrip(new CreateRequest { Target = new Entity("account") { ["x"] = value } });

        Assert.AreEqual(value, ((CreateRequest)back).Target["x"]);
    }

    [TestMethod]
    public void A_query_comes_back_with_its_filter_and_links()
    {
        var query = new QueryExpression("incident") { ColumnSet = new ColumnSet("title"), TopCount = 3 };
        query.Criteria.AddCondition("statecode", ConditionOperator.In, 0, 1);
        query.AddLink("contact", "primarycontactid", "contactid", JoinOperator.LeftOuter).EntityAlias = "person";

        var back = (QueryExpression)((RetrieveMultipleRequest)RoundTrip(new RetrieveMultipleRequest { Query = query })).Query;

        Assert.AreEqual(3, back.TopCount);
        CollectionAssert.AreEqual(new object[] { 0, 1 }, back.Criteria.Conditions.Single().Values);
        Assert.AreEqual("person", back.LinkEntities.Single().EntityAlias);
    }

    [TestMethod]
    public void A_bulk_comes_back_with_its_rows_and_settings()
    {
        var bulk = new ExecuteMultipleRequest { Requests = [], Settings = new ExecuteMultipleSettings { ContinueOnError = true } };
        bulk.Requests.Add(new DeleteRequest { Target = new EntityReference("account", Guid.NewGuid()) });

        var back = (ExecuteMultipleRequest)RoundTrip(bulk);

        Assert.IsTrue(back.Settings.ContinueOnError);
        Assert.IsInstanceOfType<DeleteRequest>(back.Requests.Single());
    }

    [TestMethod]
    public void A_throttling_fault_keeps_its_wait()
    {
        var fault = new OrganizationServiceFault { ErrorCode = -2147015902, Message = "Number of requests exceeded the limit." };
        fault.ErrorDetails["Retry-After"] = TimeSpan.FromSeconds(3);

        var serializer = Serializer(typeof(OrganizationServiceFault));
        var back = (OrganizationServiceFault)serializer.ReadObject(WriteTo(serializer, fault).CreateReader())!;

        Assert.AreEqual(TimeSpan.FromSeconds(3), back.ErrorDetails["Retry-After"]);
    }

    public static IEnumerable<object[]> Values =>
    [
        ["text"], [12], [12L], [1.5m], [1.5d], [true], [Guid.NewGuid()], [new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)],
        [new OptionSetValue(5)], [new Money(3m)], [new EntityReference("contact", Guid.NewGuid())],
    ];

    private static DataContractSerializer Serializer(Type type) => new(type, new DataContractSerializerSettings { DataContractResolver = new KnownTypesResolver() });

    private static XDocument WriteTo(DataContractSerializer serializer, object value)
    {
        var document = new XDocument();
        using (var writer = document.CreateWriter())
            serializer.WriteObject(writer, value);
        return document;
    }

    private static XElement Write(OrganizationRequest request) => WriteTo(Serializer(typeof(OrganizationRequest)), request).Root!;

    private static OrganizationRequest RoundTrip(OrganizationRequest request)
    {
        using XmlReader reader = Write(request).CreateReader();
        return (OrganizationRequest)Serializer(typeof(OrganizationRequest)).ReadObject(reader)!;
    }

    private static XName TypeOf(XElement element)
    {
        var parts = element.Attribute(Instance + "type")!.Value.Split(':');
        return parts.Length == 1 ? element.GetDefaultNamespace() + parts[0] : element.GetNamespaceOfPrefix(parts[0])! + parts[1];
    }
}
