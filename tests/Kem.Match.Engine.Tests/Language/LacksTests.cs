using Kem.Match.Engine.Language;

namespace Kem.Match.Engine.Tests.Language;

public class LacksTests
{
    [Theory]
    [InlineData("Vi mangler lokaler.", "mangler lokaler")]
    [InlineData("Vi har en bus, men mangler frivillige om aftenen. Kom forbi.", "mangler frivillige om aftenen")]
    [InlineData("Vi mangler en kasserer, men har mange frivillige.", "mangler en kasserer")]
    [InlineData("Vi mangler en kasserer og har mange frivillige.", "mangler en kasserer")]
    [InlineData("Vi har ingen lokaler", "har ingen lokaler")]
    [InlineData("Vi har desværre endnu ikke egne lokaler", "har desværre endnu ikke egne lokaler")]
    [InlineData("Lige nu har vi ikke et køkken", "har vi ikke et køkken")]
    [InlineData("Foreningen har altid brug for trænere", "har altid brug for trænere")]
    [InlineData("Derfor søger vi en regnskabskyndig", "søger vi en regnskabskyndig")]
    [InlineData("Søger frivillige til køkkenet", "Søger frivillige til køkkenet")]
    [InlineData("We do not have premises, but we can teach.", "have premises")]
    [InlineData("We still need volunteers", "need volunteers")]
    public void What_somebody_tells_that_it_does_not_have_is_found(string text, string lack) => Assert.Equal([lack], LacksOf(text));

    [Fact]
    public void Each_sentence_has_lacks_of_its_own() =>
        Assert.Equal(["mangler lokaler", "savner en kasserer"], LacksOf("Vi mangler lokaler. Vi har en bus! Klubben savner en kasserer"));

    [Theory]
    [InlineData("Vi besøger ældre, der savner selskab.")]
    [InlineData("Hjælp til unge, som søger job, og til børn, der mangler lektiehjælp.")]
    [InlineData("Vi har lokaler. Ingen behøver melde sig til.")]
    [InlineData("Vi har ikke kun lokaler og køkken, og vi har også en have.")]
    [InlineData("Foreningen søger at skabe fællesskab gennem mad.")]
    [InlineData("Eleverne har ikke ro derhjemme.")]
    [InlineData("Mangler I en revisor? Søger du lokaler?")]
    [InlineData("Har du brug for hjælp til regnskabet?")]
    [InlineData("Do you need volunteers? Need premises?")]
    [InlineData("")]
    public void What_others_lack_and_what_somebody_has_is_no_lack(string text) => Assert.Empty(LacksOf(text));

    private static IEnumerable<string> LacksOf(string text) => Lacks.In(Demo.Data.Vocabulary.Analyser.Split(text)).Select(lack => text[lack.Start..lack.End]);
}
