using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tevreden.Api.Json;

namespace Tevreden.Api.Tests;

[TestClass]
public sealed class JsonTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("<html></html>")]
    [DataRow("{\"a\":")]
    [DataRow("{\"a\":1,\"a\":2}")]
    [DataRow("[1,2")]
    [DataRow("{\"a\":01}")]
    [DataRow("hallo")]
    [DataRow("{\"a\":1} x")]
    public void What_is_not_one_whole_JSON_value_is_refused(string text) =>
        Assert.ThrowsExactly<JsonFormatException>(() => JsonReader.Read(text));

    [TestMethod]
    public void Names_that_XML_can_not_spell_survive()
    {
        var read = (JsonObject)JsonReader.Read("""{"1e vraag":"ja","@type":"x","":"leeg"}""");

        Assert.AreEqual("ja", ((JsonText)read["1e vraag"]!).Value);
        Assert.AreEqual("""{"1e vraag":"ja","@type":"x","":"leeg"}""", JsonWriter.Write(read));
    }

    [TestMethod]
    public void A_long_number_keeps_every_digit() =>
        Assert.AreEqual("12345678901234567890", ((JsonNumber)JsonReader.Read("12345678901234567890")).Literal);

    [TestMethod]
    public void A_remark_of_ten_megabytes_is_read()
    {
        var remark = new string('é', 5_000_000);

        var read = (JsonObject)JsonReader.Read("{\"remark\":\"" + remark + "\"}");

        Assert.AreEqual(remark.Length, ((JsonText)read["remark"]!).Value.Length);
    }

    [TestMethod]
    [DataRow("""{"a":1,"b":{"c":2,"d":3}}""", """{"b":{"c":9,"e":4},"a":null}""", """{"b":{"c":9,"d":3,"e":4}}""")]
    [DataRow("""{"a":[1]}""", """{"a":[2,3]}""", """{"a":[2,3]}""")]
    [DataRow("""{}""", """{"a":{"b":null,"c":1}}""", """{"a":{"c":1}}""")]
    public void A_merge_patch_changes_adds_and_removes(string target, string patch, string expected) =>
        Assert.AreEqual(expected, JsonWriter.Write(((JsonObject)JsonReader.Read(target)).Merge((JsonObject)JsonReader.Read(patch))));

    [TestMethod]
    public void Any_text_comes_back_as_it_was_written() =>
        Check.QuickThrowOnFailure(Prop.ForAll<string>(text =>
        {
            // Lone surrogates are no text that UTF-8 can carry, so the round trip is promised for well-formed texts.
            var wellFormed = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
            var read = (JsonObject)JsonReader.Read(JsonWriter.Write(new JsonObject([new(wellFormed, JsonValue.Of(wellFormed))])));
            return ((JsonText)read[wellFormed]!).Value == wellFormed;
        }));

    [TestMethod]
    public void Garbage_is_refused_in_one_way_only() =>
        Check.QuickThrowOnFailure(Prop.ForAll<byte[]>(bytes =>
        {
            try
            {
                return JsonReader.Read(bytes) is not null;
            }
            catch (JsonFormatException)
            {
                return true;
            }
        }));
}
