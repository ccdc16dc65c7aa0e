using Kem.Match.Web.Features.Shared;

namespace Kem.Match.Web.Tests.Shared;

public class NoCprNumberTests
{
    [Theory]
    [InlineData("Ring til 010203-1234 om morgenen")]
    [InlineData("3112991234")]
    [InlineData("311299 1234")]
    [InlineData("(150785–4321)")]
    public void A_personal_number_is_refused(string text) => Assert.False(new NoCprNumberAttribute().IsValid(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Vi er 120 medlemmer")]
    [InlineData("Telefon 55 12 34 56")]
    [InlineData("Konto 4512-0012345678")]
    [InlineData("320203-1234")]
    [InlineData("011303-1234")]
    [InlineData("CVR 12345678")]
    public void Other_numbers_are_not(string? text) => Assert.True(new NoCprNumberAttribute().IsValid(text));
}
