using Kem.Match.Web.Domain.Agreements;
using Kem.Match.Web.Domain.Methods;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Kem.Match.Browser.Tests;

/// <summary>Three parties and three ways to sign, as when an association, a mosque and a committee make an agreement at a reception.</summary>
public class SigningTests(Chromium chromium)
{
    private const string Title = "Åbent hus om lørdagen";

    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_chair_an_imam_and_a_committee_with_a_pen_put_one_agreement_in_force()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var phone = await journey.SomebodyAsync(Device.PlainPhone);
        var id = await DraftAsync(journey);
        await mona.SignInAsync("Mona Lund");

        await ChooseSignatoriesAsync(journey, id);
        await mona.GoAsync($"/aftaler/{id}/underskriftsrunde");
        await journey.ExamineAsync(mona, "underskrift-hvem");
        await mona.PressAsync("Send til underskrift");
        await mona.SeesAsync("Aftalen er sendt til underskrift");
        await journey.ExamineAsync(mona, "underskrift-venter-paa-tre");

        await journey.DeliverAsync();
        await SignAsync(journey, phone, "camilla@forening.example", "Camilla Brandt");
        await phone.SeesAsync("Nu mangler");
        await SignAsync(journey, phone, "imam@moske.example", "Yusuf Rahman");

        await SignOnPaperAsync(journey, id);

        var agreement = await journey.Site.WithDb(db => db.Agreements.AsNoTracking().Include(a => a.Parties).SingleAsync(a => a.Id == id));
        Assert.Equal(AgreementState.InForce, agreement.State);
        Assert.Equal([SigningWay.Link, SigningWay.Link, SigningWay.Paper], agreement.Signatories.Select(signatory => signatory.SignedBy!.Value));
        Assert.Equal(Png, await journey.Site.WithDb(db => db.PaperScans.Select(scan => scan.Content).SingleAsync()));
        journey.NothingWentWrong();
    }

    private static async Task ChooseSignatoriesAsync(Journey journey, Guid id)
    {
        var mona = journey.Mona;
        await mona.GoAsync($"/aftaler/{id}/underskrivere");
        await journey.ExamineAsync(mona, "underskrivere");

        var (association, mosque, committee) = (Party(mona, 0), Party(mona, 1), Party(mona, 2));
        await association.GetByText("Formanden alene").ClickAsync();
        await FillAsync(association, "Camilla Brandt", "Chair", "Link", "camilla@forening.example");
        await FillAsync(mosque, "Yusuf Rahman", "Other", "Link", "imam@moske.example", "imam");
        await FillAsync(committee, "Else Krogh", "Other", "Paper", "", "udvalgsformand");

        // One row too many, and away with it again; what was typed stays.
        await mona.PressAsync("Tilføj en underskriver for");
        await Assertions.Expect(Party(mona, 0).GetByLabel("Navn", new() { Exact = true })).ToHaveCountAsync(2);
        await mona.PressAsync("Gem");
        await mona.SeesAsync("Reglen bruger ikke en person med den rolle");
        await journey.ExamineAsync(mona, "underskrivere-fejl");
        await mona.PressAsync("Fjern underskriver 2 for");
        await mona.Page.Locator("form .k-row .button-primary").ClickAsync();
        await mona.SeesHeadingAsync("Alle er på listen");
        await journey.ExamineAsync(mona, "underskrivere-valgt");
    }

    private static ILocator Party(Screen screen, int number) => screen.Page.Locator($"section[aria-labelledby='part-{number}']");

    private static async Task FillAsync(ILocator party, string name, string role, string way, string email, string title = "")
    {
        await party.GetByLabel("Navn", new() { Exact = true }).FillAsync(name);
        await party.GetByLabel("Rolle").SelectOptionAsync(role);
        await party.GetByLabel("Hvordan?").SelectOptionAsync(way);
        await party.GetByLabel("Mail").FillAsync(email);
        await party.GetByLabel("Titel under navnet").FillAsync(title);
    }

    private static async Task SignAsync(Journey journey, Screen phone, string address, string name)
    {
        await phone.GoAsync(Journey.LinkIn(journey.MailTo(address, "Aftale til underskrift"), "/u/"));
        await phone.SeesHeadingAsync(Title);
        await journey.ExamineAsync(phone, "underskriv-en-af-tre");
        await phone.PressAsync("Jeg er ikke den rette");
        await phone.SeesHeadingAsync("Er du ikke den rette?");
        await journey.ExamineAsync(phone, "underskriv-ikke-den-rette");
        await phone.PressAsync("Tilbage til aftalen");
        await phone.PressAsync("Print aftalen");
        await journey.ExamineAsync(phone, "underskriv-print");
        await phone.PressAsync("Tilbage");
        await phone.ChooseAsync("Ja, jeg skriver under");
        await phone.ChooseAsync("Jeg har læst aftalen.");
        await phone.FillAsync("Skriv dit fulde navn", name);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Send svar" }).DblClickAsync();
        await phone.SeesHeadingAsync("Tak. Du har skrevet under.");
        await journey.ExamineAsync(phone, "underskrevet-en-af-tre");
    }

    private static async Task SignOnPaperAsync(Journey journey, Guid id)
    {
        var mona = journey.Mona;
        await mona.GoAsync($"/aftaler/{id}");
        await mona.PressAsync("Print et ark til underskrift");
        await mona.SeesHeadingAsync("Vi skriver under");
        await journey.ExamineAsync(mona, "underskriftsark");
        await mona.PressAsync("Tilbage til aftalen");
        await mona.PressAsync("Skriv underskrifter på papir ind");
        await mona.FillAsync("Hvor?", "Receptionen på rådhuset");
        await mona.FillAsync("Hvem er det første vidne?", "Ida Krog");
        await mona.FillAsync("Hvem er det andet vidne?", "Bo Lind");
        await mona.Page.GetByLabel("Scanning eller foto af arket").SetInputFilesAsync(new FilePayload { Name = "ark.png", MimeType = "image/png", Buffer = Png });
        await journey.ExamineAsync(mona, "papirunderskrift");
        await mona.PressAsync("Gem underskrifterne");
        await mona.SeesAsync("Alle har skrevet under. Aftalen gælder nu.");
        await mona.SeesAsync("Ida Krog og Bo Lind så det");
        await journey.ExamineAsync(mona, "aftale-med-papir");
    }

    /// <summary>A draft in which only the signatories are left to choose.</summary>
    private static Task<Guid> DraftAsync(Journey journey) => journey.Site.WithDb(async db =>
    {
        var taxonomy = journey.Site.Services.GetRequiredService<Taxonomy>();
        var team = await db.Organisations.SingleAsync(o => o.Name == "Integrationsteam Fjordby");
        var others = await db.Organisations.Where(o => o.MunicipalityCode == team.MunicipalityCode && o.Kind == Web.Domain.Organisations.OrganisationKind.Association).OrderBy(o => o.Name).Take(2).ToListAsync();
        var agreement = new CooperationAgreement(team.MunicipalityCode, "M4", Title, "Mona Lund", "mona.lund@fjordby.example", journey.Site.Clock.GetUtcNow());
        var startsOn = journey.Today.AddDays(7);

        foreach (var party in others.Append(team))
        {
            var added = agreement.AddParty(party.Id, party.Name);
            added.Promise("Vi kommer hver lørdag.", party.ContactName, party.ContactRole, party.ContactEmail);
            added.AgreeTo(new PartyTerms { Benefit = "Vi lærer hinanden at kende." });
        }

        agreement.Describe(Title, startsOn, startsOn.AddYears(1), 6, new TimeOnly(17, 0), "Medborgerhuset", [], journey.Site.Clock.GetUtcNow());
        agreement.Answer(
            AgreementText.Templates(agreement, taxonomy).SelectMany(
                clause => clause.Fields.Where(field => !field.IsAutomatic), (clause, field) => new ClauseAnswer(clause.Code, field.Code, field.Choices.Count > 0 ? field.Choices[0].Answer : "Vi gør det sammen")),
            journey.Site.Clock.GetUtcNow());
        db.Agreements.Add(agreement);
        await db.SaveChangesAsync();
        return agreement.Id;
    });
}
