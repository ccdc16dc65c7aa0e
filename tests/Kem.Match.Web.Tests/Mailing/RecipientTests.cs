using Kem.Match.Web.Mailing;

namespace Kem.Match.Web.Tests.Mailing;

public class RecipientTests
{
    [Theory]
    [InlineData("amina@kvindenetvaerket.example")]
    [InlineData("a.b+c_d'e@mail.forening.example")]
    [InlineData("formand@købmandsgården.example")]
    public void A_plain_address_is_accepted(string address) => Assert.True(MailAddresses.IsValid(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("amina")]
    [InlineData("amina@")]
    [InlineData("@forening.example")]
    [InlineData("amina@localhost")]
    [InlineData("amina@forening..example")]
    [InlineData("amina@-forening.example")]
    [InlineData("amina@forening.example.")]
    [InlineData("amina@[127.0.0.1]")]
    [InlineData("a..b@forening.example")]
    [InlineData(".a@forening.example")]
    [InlineData("amina birgit@forening.example")]
    [InlineData("a@b@forening.example")]
    [InlineData("a@forening.example, b@forening.example")]
    [InlineData("\"amina\"@forening.example")]
    [InlineData("\"a\r\nRCPT TO:<x@y.example>\"@forening.example")]
    [InlineData("søren@forening.example")]
    [InlineData("amina@forening.example\r\nBcc: carsten@anden.example")]
    [InlineData("amina@forening.example\n")]
    [InlineData("amina\r@forening.example")]
    [InlineData("Amina <amina@forening.example>")]
    public void Anything_else_is_refused(string? address)
    {
        Assert.False(MailAddresses.IsValid(address));
        Assert.Throws<ArgumentException>(() => Recipient.Create("Amina", address!));
    }

    [Fact]
    public void An_address_that_is_too_long_is_refused()
    {
        Assert.True(MailAddresses.IsValid(new string('a', 64) + "@forening.example"));
        Assert.False(MailAddresses.IsValid(new string('a', 65) + "@forening.example"));
        Assert.False(MailAddresses.IsValid("a@" + string.Concat(Enumerable.Repeat("forening.", 30)) + "example"));
    }

    [Theory]
    [InlineData("Amina\r\nBcc: carsten@anden.example", "Amina Bcc: carsten@anden.example")]
    [InlineData(" Amina\t\0 Østergård\u2028", "Amina Østergård")]
    [InlineData("Amina\u202E gpj.exe", "Amina gpj.exe")]
    [InlineData("\u0623\u0645\u064A\u0646\u0629", "\u0623\u0645\u064A\u0646\u0629")]
    [InlineData("=?utf-8?Q?skjult?=", "= ?utf-8?Q?skjult?=")]
    [InlineData(null, "")]
    public void A_name_stays_on_its_line(string? typed, string name) =>
        Assert.Equal(name, Recipient.Create(typed, "amina@forening.example").Name);

    [Fact]
    public void Half_a_letter_in_a_name_is_replaced() =>
        Assert.Equal("halvt \uFFFD", Recipient.Create("halvt \uD83D", "amina@forening.example").Name);
}
