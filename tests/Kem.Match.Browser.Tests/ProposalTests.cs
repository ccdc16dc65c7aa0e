using Kem.Match.Web.Domain.Organisations;
using Kem.Match.Web.Domain.Proposals;
using Kem.Match.Web.Features.Alive;
using Kem.Match.Web.Tests;
using Microsoft.EntityFrameworkCore;

namespace Kem.Match.Browser.Tests;

/// <summary>The ways to an answer: by the right person, after a question, on the phone, and from several at once.</summary>
public class ProposalTests(Chromium chromium)
{
    [Fact]
    public async Task On_a_phone_without_scripts_a_proposal_is_passed_on_asked_about_and_declined()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var (mona, phone) = (journey.Mona, await journey.SomebodyAsync(Device.PlainPhone));
        var proposal = await journey.Site.WithDb(db => db.Proposals.AsNoTracking().Include(p => p.Partner)
            .FirstAsync(p => p.MunicipalityCode == "9001" && p.State == ProposalState.Sent && p.Channel == Channel.Email && p.RemindersSent == 0
                && !db.Proposals.Any(other => other.PartnerId == p.PartnerId && other.Id != p.Id)));
        var first = journey.Mails.Where(mail => mail.To.Contains(proposal.Partner.ContactEmail, StringComparison.Ordinal)).SelectMany(Journey.LinksIn).First(link => link.Contains("/s/", StringComparison.Ordinal));

        await phone.GoAsync(first);
        await phone.PressAsync("Jeg er ikke den rette");
        await phone.SeesHeadingAsync("Hvem er den rette?");
        await phone.PressAsync("Send forslaget videre");
        await phone.SeesAsync("Skriv navnet på den");
        await journey.ExamineAsync(phone, "forslag-videre");
        await phone.FillAsync("Navn", "Fatima Noor");
        await phone.FillAsync("Mail", "fatima@kem.example");
        await phone.PressAsync("Send forslaget videre");
        await phone.SeesAsync("Vi sender forslaget til Fatima Noor");

        await journey.DeliverAsync();
        var link = Journey.LinkIn(journey.MailTo("fatima@kem.example", "Vil I mødes med"), "/s/");
        await phone.GoAsync(link);
        await phone.ChooseAsync("Vi har et spørgsmål");
        await phone.FillAsync("Skriv en besked", "Er der en tolk?");
        await phone.PressAsync("Send svar");
        await phone.SeesHeadingAsync("Tak. Spørgsmålet er sendt.");

        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/forslag/{proposal.Id}");
        await mona.SeesAsync("Er der en tolk?");
        await mona.PressAsync("Svar på spørgsmålet");
        await mona.FillAsync("Dit svar", "Ja, de første gange.");
        await journey.ExamineAsync(mona, "forslag-besked");
        await mona.PressAsync("Send svaret");
        await mona.SeesAsync("Svaret er gemt");
        await journey.ExamineAsync(mona, "forslag-dialog");
        await mona.GoAsync($"/katalog/{proposal.PartnerId}");
        await mona.SeesAsync("Ny kontakt?");

        await journey.DeliverAsync();
        await phone.GoAsync(Journey.LinkIn(journey.MailTo("fatima@kem.example", "Svar på jeres spørgsmål"), "/s/"));
        await phone.SeesAsync("Ja, de første gange.");
        await journey.ExamineAsync(phone, "svarside-dialog");
        await phone.ChooseAsync("Nej tak");
        await phone.PressAsync("Send svar");
        await phone.SeesHeadingAsync("Tak for svaret.");

        Assert.Equal(ProposalState.Declined, await journey.Site.WithDb(db => db.Proposals.Where(p => p.Id == proposal.Id).Select(p => p.State).SingleAsync()));
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task Whoever_wants_a_call_answers_through_the_coordinator()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var (id, name) = await journey.Site.WithDb(async db =>
        {
            var called = await db.Proposals.Include(p => p.Partner).FirstAsync(p => p.MunicipalityCode == "9001" && p.State == ProposalState.Sent && p.Channel == Channel.Phone);
            return (called.Id, called.Partner.Name);
        });

        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync("/forslag");
        await mona.PressAsync("Ring til");
        await mona.SeesHeadingAsync("Ring til");
        await journey.ExamineAsync(mona, "ringeliste");
        await mona.PressAsync(name);
        await mona.SeesHeadingAsync("Det kan du sige");
        await mona.PressAsync("Gem");
        await mona.SeesAsync("Vælg, hvad der skete.");
        await journey.ExamineAsync(mona, "opkald");
        await mona.ChooseAsync("De siger ja, de vil gerne mødes");
        await mona.FillAsync("Hvem talte du med?", "Nadia");
        await mona.PressAsync("Gem");
        await mona.SeesAsync("på telefon af Nadia");
        await journey.ExamineAsync(mona, "forslag-besvaret-paa-telefon");

        Assert.True(await journey.Site.WithDb(db => db.Proposals.AnyAsync(p => p.Id == id && p.AnsweredByPhone && p.State == ProposalState.Interested)));
        journey.NothingWentWrong();
    }

    [Fact]
    public async Task Three_are_asked_together_and_it_can_be_seen_what_holds()
    {
        await using var journey = await Journey.BeginAsync(chromium, TestDatabase.Sqlite);
        var mona = journey.Mona;
        var (need, partners) = await journey.Site.WithDb(async db =>
        {
            var asked = await db.Needs.FirstAsync(n => n.MunicipalityCode == "9001" && n.State == Web.Domain.Needs.NeedState.Open);
            var free = await db.Organisations.Where(o => o.MunicipalityCode == "9001" && o.Kind == OrganisationKind.Association && o.PreferredChannel == Channel.Email && o.PausedUntil == null
                && o.Boundaries.Count == 0 && o.Id != asked.AskerId && !db.Proposals.Any(p => p.PartnerId == o.Id)).OrderBy(o => o.Name).Take(3).ToListAsync();
            return (asked.Id, free);
        });

        await mona.SignInAsync("Mona Lund");
        await mona.GoAsync($"/behov/{need}/forslag/sammen?{string.Join('&', partners.Select(p => $"partner={p.Id}"))}");
        await mona.SeesAsync("Siger alle ja, bliver det til én aftale");
        await journey.ExamineAsync(mona, "foreslaa-sammen");
        await mona.PressAsync("Send forslaget");
        await mona.SeesAsync("Mailen sendes om 30 sekunder.");
        await mona.SeesAsync("De er spurgt sammen");
        await journey.ExamineAsync(mona, "forslag-fortryd");

        await journey.DeliverAsync();
        foreach (var partner in partners)
        {
            var phone = await journey.SomebodyAsync(Device.PlainPhone);
            await phone.GoAsync(Journey.LinkIn(journey.MailTo(partner.ContactEmail, "Vil I mødes med"), "/s/"));
            await phone.SeesAsync("I svarer hver for sig.");
            await phone.ChooseAsync(partner == partners[2] ? "Nej tak" : "Ja, vi vil gerne mødes");
            await phone.PressAsync("Send svar");
        }

        await mona.GoAsync("/");
        await mona.PressAsync($"{partners[2].Name} er ikke med mere");
        await mona.SeesAsync("Vil I gå videre med");
        await journey.ExamineAsync(mona, "forslag-uden-en");
        await mona.PressAsync("Gå videre med resten");
        await mona.SeesAsync("De andre står ved magt");

        await journey.Site.RunAsync<MatchRecord>();
        await journey.Site.RunAsync<MatchQuestions>();
        await mona.GoAsync("/holder-det");
        await mona.SeesHeadingAsync("Holder det?");
        await journey.ExamineAsync(mona, "holder-det");
        await mona.PressAsync("Sagde ja");
        await journey.ExamineAsync(mona, "holder-det-liste");

        await journey.DeliverAsync();
        var reader = await journey.SomebodyAsync(Device.PlainPhone);
        await reader.GoAsync(journey.Mails.SelectMany(Journey.LinksIn).First(link => link.Contains("/h/", StringComparison.Ordinal)));
        await journey.ExamineAsync(reader, "trin-spoergsmaal");
        await reader.PressAsync("Ja");
        await reader.SeesAsync("Tak for svaret.");
        journey.NothingWentWrong();
    }
}
