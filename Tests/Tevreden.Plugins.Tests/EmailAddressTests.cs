using Tevreden.Dataverse.Plugins.Core;

namespace Tevreden.Plugins.Tests;

[TestClass]
internal sealed class EmailAddressTests
{
    [TestMethod]
    [DataRow("a@b.nl", "a@b.nl")]
    [DataRow("  jan.de.vries@example.com ", "jan.de.vries@example.com")]
    [DataRow("o'neill+survey@Example.COM", "o'neill+survey@example.com")]
    [DataRow("info@bücher.example", "info@xn--bcher-kva.example")]
    [DataRow("x@sub.sub2.example.nl", "x@sub.sub2.example.nl")]
    [DataRow("x@xn--bcher-kva.example", "x@xn--bcher-kva.example")]
    [DataRow("azAZ09!#$%&'*+-/=?^_`{|}~@azAZ09.nl", "azAZ09!#$%&'*+-/=?^_`{|}~@azaz09.nl")]
    [DataRow("!@1.nl", "!@1.nl")]
    [DataRow("x@0-9.n1", "x@0-9.n1")]
    [DataRow("x@a--b.1n", "x@a--b.1n")]
    [DataRow("x@AZ.ZA", "x@az.za")]
    public void A_working_address_is_taken_with_its_domain_as_mail_servers_know_it(string typed, string expected) =>
        Assert.AreEqual(expected, EmailAddress.Normalise(typed));

    [TestMethod]
    [DataRow("")]
    [DataRow("@")]
    [DataRow("jan")]
    [DataRow("jan@")]
    [DataRow("@example.nl")]
    [DataRow("jan@@example.nl")]
    [DataRow("jan@piet@example.nl")]
    [DataRow("jan de vries@example.nl")]
    [DataRow("jan@exam ple.nl")]
    [DataRow("jan@example")]
    [DataRow("jan@localhost")]
    [DataRow("jan@example.")]
    [DataRow("jan@.nl")]
    [DataRow("jan@example..nl")]
    [DataRow("jan@-example.nl")]
    [DataRow("jan@example-.nl")]
    [DataRow("jan@127.0.0.1")]
    [DataRow("jan@[127.0.0.1]")]
    [DataRow("jan@example.n")]
    [DataRow("jan@exa_mple.nl")]
    [DataRow("jan@exa_mplé.nl")]
    [DataRow("jan@example.-nl")]
    [DataRow("jan@example.nl-")]
    [DataRow("jan@example.09")]
    [DataRow("jan@exa/mple.nl")]
    [DataRow("jan@exa:mple.nl")]
    [DataRow("jan@exa[mple.nl")]
    [DataRow("jan@exa{mple.nl")]
    [DataRow("jan@exa\u0085mple.nl")]
    [DataRow("jan@exa\u2003mple.nl")]
    [DataRow("jan@example.nl\u3002")]
    [DataRow("jan\u007f@example.nl")]
    [DataRow(".jan@example.nl")]
    [DataRow("jan.@example.nl")]
    [DataRow("jan..x@example.nl")]
    [DataRow("jan\u0007@example.nl")]
    [DataRow("jan@exam\u0000ple.nl")]
    [DataRow("jan@example.nl;piet@example.nl")]
    [DataRow("jan@example.nl, piet")]
    [DataRow("Jan <jan@example.nl>")]
    [DataRow("mailto:jan@example.nl ")]
    [DataRow("\"jan\"@example.nl")]
    [DataRow("jan\r\nBcc: x@example.nl")]
    public void What_can_not_be_a_working_address_is_none(string typed) => Assert.IsNull(EmailAddress.Normalise(typed));

    [TestMethod]
    [DataRow(64, 180, true)]
    [DataRow(65, 100, false)]
    [DataRow(64, 189, true)]
    [DataRow(64, 190, false)]
    public void Lengths_end_at_64_before_the_at_sign_and_254_in_all(int local, int domain, bool works)
    {
        var labels = string.Join('.', Enumerable.Repeat(new string('d', 49), domain / 50));
        var name = (labels + "." + new string('e', 60)).PadRight(domain - 3, 'e');
        name = name[..(domain - 3)] + ".nl";
        var address = new string('l', local) + "@" + name;
        Assert.AreEqual(works, EmailAddress.Normalise(address) is not null, $"{address.Length} long");
    }

    [TestMethod]
    [DataRow(63, true)]
    [DataRow(64, false)]
    public void A_label_of_the_domain_has_at_most_63_signs(int length, bool works) =>
        Assert.AreEqual(works, EmailAddress.Normalise("a@" + new string('d', length) + ".nl") is not null);

    [TestMethod]
    [DataRow("jürgen@example.nl", true)]
    [DataRow("佐藤@example.nl", true)]
    [DataRow("😀@example.nl", true)]
    [DataRow("jü.rgen+x@bücher.example", true)]
    [DataRow("jan@example.nl", true)]
    [DataRow("jü rgen@example.nl", false)]
    [DataRow("jü\u00a0rgen@example.nl", false)]
    [DataRow("jü\u0085rgen@example.nl", false)]
    [DataRow("jü\u200brgen@example.nl", false)]
    [DataRow("jü(rgen)@example.nl", false)]
    [DataRow(".jürgen@example.nl", false)]
    public void Other_alphabets_before_the_at_sign_are_taken_where_the_service_takes_them(string typed, bool works)
    {
        Assert.AreEqual(works, EmailAddress.Normalise(typed, takesUtf8: true) is not null);
        Assert.AreEqual(typed == "jan@example.nl", EmailAddress.Normalise(typed) is not null);
    }

    [TestMethod]
    public void Half_a_sign_is_none()
    {
        Assert.IsNull(EmailAddress.Normalise("j\ud83drgen@example.nl", takesUtf8: true));
        Assert.IsNull(EmailAddress.Normalise("jurgen\ude00@example.nl", takesUtf8: true));
        Assert.IsNull(EmailAddress.Normalise("\ud83d@example.nl", takesUtf8: true));
    }

    [TestMethod]
    [DataRow(32, true)]
    [DataRow(33, false)]
    public void Lengths_are_counted_in_octets(int signs, bool works) =>
        Assert.AreEqual(works, EmailAddress.Normalise(new string('ü', signs) + "@example.nl", takesUtf8: true) is not null);

    [TestMethod]
    [DataRow("jan@voorbeeld.nl", "j***@voorbeeld.nl")]
    [DataRow("j@voorbeeld.nl", "j***@voorbeeld.nl")]
    [DataRow("😀x@voorbeeld.nl", "😀***@voorbeeld.nl")]
    public void A_masked_address_is_recognised_by_who_knows_it(string address, string expected) => Assert.AreEqual(expected, EmailAddress.Mask(address));
}
