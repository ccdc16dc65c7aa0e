using System.Text;
using Kem.Match.Engine.Interchange;
using Kem.Match.Engine.Taxonomy;

namespace Kem.Match.Engine.Tests.Taxonomy;

public class PlacesTests
{
    private const string Municipalities = """
        {"items":[
          {"code":"0101","name":"Nordby","officialName":"Nordby By","regionCode":"1","latApprox":56,"lonApprox":12},
          {"code":"0102","name":"Sydby","regionCode":"1","latApprox":55,"lonApprox":12},
          {"code":"0103","name":"Vestby","regionCode":"2","latApprox":56,"lonApprox":12}]}
        """;

    private static readonly Places Three = Read(
        """{"items":[{"names":["Østre Del"],"regions":["1"]},{"names":["Havnen"],"municipalities":["Sydby"]},{"names":["Overalt"],"kind":"country"}]}""");

    [Theory]
    [InlineData("Nordby", "0101")]
    [InlineData("101", "0101")]
    [InlineData("Nordby Kommune", "0101")]
    [InlineData("Nordby By", "0101")]
    [InlineData("Havnen", "0102")]
    [InlineData("Sydby, Havnen", "0102")]
    [InlineData("Nordby og Sydby", null)]
    [InlineData("Østre Del", null)]
    [InlineData("Nordby og overalt", null)]
    [InlineData("Månen", null)]
    [InlineData(" ", null)]
    public void A_municipality_has_a_code_whatever_it_is_called(string text, string? code) => Assert.Equal(code, Three.MunicipalityCode(text));

    /// <summary>One degree of latitude is 6371 · π ÷ 180 = 111.195 km.</summary>
    [Fact]
    public void Distances_as_worked_by_hand()
    {
        Assert.Equal(111.195, Three.Distance("Nordby", "0102")!.Value, 1e-3);
        Assert.Equal(0, Three.Distance("Nordby", "Vestby"));
        Assert.Null(Three.Distance("Nordby", "Østre Del"));
        Assert.Null(Three.Distance("Månen", "Nordby"));
    }

    [Fact]
    public void Parts_lie_as_near_as_their_nearest_municipality()
    {
        Assert.Equal(0, Three.Kilometres(Three.Find("Østre Del"), Three.Find("Sydby")));
        Assert.Null(Three.Kilometres(Three.Find("Overalt"), Three.Find("Sydby")));
        Assert.Null(Three.Kilometres(Three.Find("Sydby"), Three.Find("Månen")));
        Assert.Equal(PlaceKind.Country, Three.Find("Nordby og overalt").Kind);
    }

    [Theory]
    [InlineData("Vi mødes i Sydby (hver uge).", true)]
    [InlineData("vi mødes i sydby", false)]
    [InlineData("Vi mødes i Østre og Overalt.", false)]
    [InlineData("", false)]
    public void A_text_names_a_place_with_a_capital_letter(string text, bool isSydby) => Assert.Equal(isSydby, Three.FindIn(text).IsMunicipality(1));

    [Theory]
    [InlineData("""{"items":[{"names":["X"],"municipalities":["Månen"]}]}""")]
    [InlineData("""{"items":[{"names":["X"],"regions":["9"]}]}""")]
    public void A_part_of_the_country_without_known_municipalities_is_refused(string parts)
    {
        var error = Assert.Throws<InterchangeException>(() => Read(parts));

        Assert.Equal(("parts", "municipalities"), (error.File, error.Field));
    }

    private static Places Read(string parts) => Places.Read(
        new MemoryStream(Encoding.UTF8.GetBytes(Municipalities)), "municipalities", new MemoryStream(Encoding.UTF8.GetBytes(parts)), "parts");
}
